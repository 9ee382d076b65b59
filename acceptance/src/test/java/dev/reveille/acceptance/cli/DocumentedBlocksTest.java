package dev.reveille.acceptance.cli;

import dev.reveille.acceptance.agents.InstalledAgents;
import dev.reveille.cli.data.DataFolder;
import dev.reveille.cli.data.UserFolders;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of commands in README and docs that no other test runs is run as it stands there,
 * each document in a checkout of its own, with the figures that {@link Reader} makes smaller.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class DocumentedBlocksTest {
  @TempDir static Path root;

  private static DrillProvider provider;

  @BeforeAll
  static void start() throws Exception {
    provider = DrillProvider.start(ProviderScript.pleasant().tool("ls"));
    InstalledAgents.all();
  }

  @AfterAll
  static void close() {
    provider.close();
  }

  static List<String> documents() throws IOException {
    List<String> all = new ArrayList<>();
    for (String document : CommandBlock.documents()) {
      if (CommandBlock.of(document).stream().anyMatch(CommandBlock::asItStands)) {
        all.add(document);
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void a_document_keeps_its_word(String document) throws Exception {
    Path place = Files.createDirectories(root.resolve(document.replace('/', '-')));
    Checkout checkout = Checkout.in(place, providers());
    Product product = Product.in(place).with("PATH", checkout.path());
    if (!document.equals("docs/gate.md")) {
      product = product.at(checkout.folder());
    }
    try (Reader reader = new Reader(product)) {
      prepare(document, product, reader);
      for (CommandBlock block : CommandBlock.of(document)) {
        if (block.asItStands()) {
          reader.follow(block);
        }
      }
    }
  }

  /** What whoever reads it has already. */
  private static void prepare(String document, Product product, Reader reader) throws Exception {
    switch (document) {
      case "docs/operations.md" ->
          product.shell("mkdir night-desk; reveille init --dir night-desk").good();
      case "docs/gate.md" -> {
        product.write("reveille.yaml", "owner: desk\n" + providers());
        product.write(
            "jobs/nightly.yaml",
            """
            name: nightly
            schedule: {kind: every, every: 24h}
            payload: {kind: agentTurn, message: Tune the plan., model: openai/gpt-5.4-nano}
            agent: drill
            permissions: allow
            env: {DRILL_AGENT: --offer-tool}
            """);
        reader.follow(new CommandBlock(document, 0, null, "reveille up\n"));
      }
      case "README.md", "docs/agents.md" -> install(product);
      default -> {}
    }
  }

  /** The two that a reader has a key for; nothing is asked of them here. */
  private static String providers() {
    return "providers:\n"
        + "  openai: {api: openai, baseUrl: '%s/v1'}\n".formatted(provider.address())
        + "  anthropic: {api: anthropic, baseUrl: '%s'}\n".formatted(provider.address());
  }

  /** Not what is half made, nor Node, which a document has fetched from npm. */
  private static boolean isAgent(Path installed) {
    String name = installed.getFileName().toString();
    return !name.startsWith(".") && !name.equals("node");
  }

  /** What other tests installed from npm, and so is there already. */
  private static void install(Product product) throws IOException {
    Path data =
        DataFolder.of(
                product.folder().resolve("examples"),
                null,
                new UserFolders(
                    product.home(),
                    false,
                    Map.of("XDG_DATA_HOME", product.home().resolve("data").toString())))
            .create()
            .path();
    Path agents = Files.createDirectories(data.resolve("agents"));
    try (Stream<Path> installed = Files.list(InstalledAgents.folder())) {
      for (Path each : installed.filter(DocumentedBlocksTest::isAgent).toList()) {
        Files.createSymbolicLink(agents.resolve(each.getFileName()), each);
      }
    }
  }
}
