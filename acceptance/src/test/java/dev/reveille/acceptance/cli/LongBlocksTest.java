package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The blocks of README and docs that take minutes each, all tests among them: as they stand, each
 * in a clone of what is committed here. Only where it is asked for, {@code -Dreveille.docs=long};
 * what they print is kept in {@code target/long-blocks}.
 */
@EnabledIfSystemProperty(named = "reveille.docs", matches = "long")
class LongBlocksTest {
  @TempDir static Path root;

  static List<CommandBlock> blocks() throws IOException {
    List<CommandBlock> all = new ArrayList<>();
    for (String document : CommandBlock.documents()) {
      for (CommandBlock block : CommandBlock.of(document)) {
        if (LongBlocksTest.class.getSimpleName().equals(block.runner())) {
          all.add(block);
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void a_block_that_takes_long_ends_well(CommandBlock block) throws Exception {
    String name = block.toString().replaceAll("[/:]", "-");
    Path said = Files.createDirectories(Path.of("target/long-blocks")).resolve(name + ".txt");
    Path clone = root.resolve(name);
    assertThat(ended(root, said, "git", "clone", "-q", Clone.root().toString(), clone.toString()))
        .as("git clone; see %s", said)
        .isZero();

    assertThat(ended(clone, said, "sh", "-euc", block.text()))
        .as("%s; see %s", block, said)
        .isZero();
  }

  private static int ended(Path folder, Path said, String... command)
      throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start()
        .waitFor();
  }
}
