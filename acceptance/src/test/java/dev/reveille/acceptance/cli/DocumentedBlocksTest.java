package dev.reveille.acceptance.cli;

import dev.reveille.acceptance.agents.InstalledAgents;
import dev.reveille.activities.agents.KnownAgent;
import dev.reveille.cli.data.DataFolder;
import dev.reveille.cli.data.UserFolders;
import dev.reveille.drill.DrillCommand;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of commands in README and docs that no other test runs is run as it stands there, one
 * document after the other, in one clone, with the figures that {@link Reader} makes smaller.
 */
class DocumentedBlocksTest {
  private static final Path OPENCLAW = Path.of("src/test/resources/docs/openclaw");

  @TempDir static Path root;

  private static String path = "";
  private static DrillProvider provider;

  @BeforeAll
  static void cloned() throws Exception {
    provider = DrillProvider.start(ProviderScript.pleasant().tool("ls"));
    checkout();
    path = path();
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
    Path home = Files.createTempDirectory(root, "reader");
    Product product = Product.in(home).with("PATH", path).with("NPM_CONFIG_PREFER_OFFLINE", "true");
    if (!document.equals("docs/gate.md")) {
      product = product.at(root.resolve("reveille"));
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
        reader.follow(new CommandBlock(document, 0, null, null, "reveille up\n"));
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

  /** Those that other tests installed from npm; what is asked for beyond them is downloaded. */
  private static void install(Product product) throws Exception {
    InstalledAgents.all();
    Path data =
        DataFolder.of(
                root.resolve("reveille/examples"),
                null,
                new UserFolders(
                    product.home(),
                    false,
                    Map.of("XDG_DATA_HOME", product.home().resolve("data").toString())))
            .create()
            .path();
    Path agents = Files.createDirectories(data.resolve("agents"));
    for (KnownAgent agent : KnownAgent.values()) {
      Path folder = agents.resolve(agent.folder());
      if (!Files.exists(folder)) {
        Files.createSymbolicLink(folder, InstalledAgents.folder().resolve(agent.folder()));
      }
    }
  }

  /**
   * As a checkout has it: the launcher, and what the build made, where a boxed program sees it. No
   * link to a folder, since that leads nowhere in a box.
   */
  private static void checkout() throws Exception {
    Path clone = Files.createDirectory(root.resolve("reveille"));
    Files.copy(Clone.launcher(), clone.resolve("reveille"));
    Files.createSymbolicLink(clone.resolve("pom.xml"), Clone.root().resolve("pom.xml"));
    Trees.copy(Clone.root().resolve("examples"), clone.resolve("examples"));
    Path settings = clone.resolve("examples/reveille.yaml");
    Files.writeString(
        settings, Files.readString(settings).replace("\nproviders:\n", "\n" + providers()));
    Path dist = Files.createDirectories(clone.resolve("cli/target")).resolve("dist");
    link(Clone.root().resolve("cli/target/dist"), dist);
  }

  /**
   * With the launcher's archives of classes, which hold for jars that are linked. Copies where
   * links cannot be made.
   */
  private static void link(Path from, Path to) throws IOException {
    boolean sameDisk = Files.getFileStore(from).equals(Files.getFileStore(to.getParent()));
    List<Path> below;
    try (Stream<Path> all = Files.walk(from)) {
      below = all.toList();
    }
    for (Path each : below) {
      Path here = to.resolve(from.relativize(each).toString());
      if (Files.isDirectory(each)) {
        Files.createDirectory(here);
      } else if (sameDisk) {
        Files.createLink(here, each);
      } else if (!each.toString().endsWith(".jsa")) {
        Files.copy(each, here, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    for (Path each : below.stream().filter(Files::isDirectory).toList()) {
      Path here = to.resolve(from.relativize(each).toString());
      Files.setLastModifiedTime(here, Files.getLastModifiedTime(each));
    }
  }

  /** With {@code reveille} as of an archive, and a program in the place of OpenClaw's. */
  private static String path() throws IOException {
    Path bin = Files.createDirectory(root.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("reveille"), root.resolve("reveille/reveille"));
    Files.createSymbolicLink(bin.resolve("openclaw"), OPENCLAW.toAbsolutePath());
    // In the place of Codex: one that asks its model once.
    Path codex =
        Files.writeString(
            bin.resolve("codex"),
            "#!/bin/sh\nexec "
                + DrillCommand.of("oneshot").stream().collect(Collectors.joining("' '", "'", "'"))
                + " \"$2\"\n");
    Files.setPosixFilePermissions(codex, PosixFilePermissions.fromString("rwxr-xr-x"));
    return bin + ":" + Map.copyOf(System.getenv()).getOrDefault("PATH", "");
  }
}
