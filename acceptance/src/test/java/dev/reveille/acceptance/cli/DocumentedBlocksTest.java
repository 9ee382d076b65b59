package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of commands in README and docs is run as it stands there, one document after the
 * other, in one clone. What is different: {@code up} goes into the background, since a reader has
 * another terminal for what follows, and ends when the next one begins; {@code RUN} is the newest
 * run.
 */
class DocumentedBlocksTest {
  private static final Path OPENCLAW = Path.of("src/test/resources/docs/openclaw");

  /** Who reads it has a folder of jobs. */
  private static final String OF_A_FOLDER = "docs/operations.md";

  @TempDir static Path root;

  private static String path = "";

  @BeforeAll
  static void cloned() throws IOException {
    checkout();
    path = path();
  }

  static List<String> documents() throws IOException {
    List<String> all = new ArrayList<>();
    for (String document : CommandBlock.documents()) {
      if (CommandBlock.of(document).stream().anyMatch(block -> block.reason() == null)) {
        all.add(document);
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void a_document_keeps_its_word(String document) throws Exception {
    Path clone = root.resolve("reveille");
    try (Product product = Product.in(Files.createTempDirectory(root, "reader")).at(clone)) {
      Product reader = product.with("PATH", path);
      if (document.equals(OF_A_FOLDER)) {
        reader.shell("mkdir night-desk; ./reveille init --dir night-desk").good();
      }
      Deque<String> ups = new ArrayDeque<>();
      try {
        for (CommandBlock block : CommandBlock.of(document)) {
          if (block.reason() == null) {
            Said said = reader.shell(script(block, ups));
            assertThat(said.code()).as(block + "\n" + said.out() + said.err()).isZero();
          }
        }
      } finally {
        if (!ups.isEmpty()) {
          reader.shell(down(ups.getLast()));
        }
        reader.shell("rm -rf night-desk night-data moved cron.json");
      }
    }
  }

  private static String script(CommandBlock block, Deque<String> ups) {
    StringBuilder script = new StringBuilder();
    for (String command : block.commands()) {
      String line = command;
      if (line.matches("(\\./)?reveille up( .*)?")) {
        if (!ups.isEmpty()) {
          script.append(down(ups.getLast())).append('\n');
        }
        ups.add(line);
        line += " --detach";
      }
      if (line.contains(" RUN")) {
        script.append(
            "run=$(./reveille runs --limit 1 -o json | sed -n 's/.*\"run\" : \"\\(.*\\)\",/\\1/p')\n");
        line = line.replace(" RUN", " \"$run\"");
      }
      script.append(line).append('\n');
    }
    return script.toString();
  }

  private static String down(String up) {
    return up.replace(" up", " down");
  }

  /**
   * As a checkout has it: the launcher, and beside it what the build made. What a boxed program
   * must see is copied, since a link leads nowhere in its box.
   */
  private static void checkout() throws IOException {
    Clone.launcher();
    Path clone = Files.createDirectory(root.resolve("reveille"));
    try (Stream<Path> all = Files.list(Clone.root())) {
      for (Path each : all.toList()) {
        Path here = clone.resolve(each.getFileName());
        if (each.endsWith("reveille")) {
          Files.copy(each, here);
        } else if (each.endsWith("examples")) {
          copy(each, here);
        } else if (each.endsWith("cli")) {
          Files.createDirectories(here.resolve("target"));
          copy(each.resolve("target/dist"), here.resolve("target/dist"));
        } else {
          Files.createSymbolicLink(here, each);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    boolean sameDisk = Files.getFileStore(from).equals(Files.getFileStore(to.getParent()));
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.filter(path -> !path.toString().endsWith(".jsa")).toList()) {
        Path here = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each) || !sameDisk) {
          Files.copy(each, here);
        } else {
          Files.createLink(here, each);
        }
      }
    }
  }

  /** With {@code reveille} as of an archive, and a program in the place of OpenClaw's. */
  private static String path() throws IOException {
    Path bin = Files.createDirectory(root.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("reveille"), root.resolve("reveille/reveille"));
    Files.createSymbolicLink(bin.resolve("openclaw"), OPENCLAW.toAbsolutePath());
    return bin + ":" + Map.copyOf(System.getenv()).getOrDefault("PATH", "");
  }
}
