package dev.reveille.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.cli.session.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command line that the README tells people to type is one that is understood. */
class DocumentedCommandsTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
  private static final PrintStream NOWHERE = new PrintStream(new ByteArrayOutputStream());

  static List<String> lines() throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(Path.of("../README.md")));
    return blocks
        .results()
        .flatMap(block -> block.group(1).lines())
        .map(line -> line.replaceFirst("\\s+#.*", ""))
        .filter(line -> line.startsWith("./reveille"))
        .toList();
  }

  @Test
  void the_readme_shows_the_first_steps() throws IOException {
    assertThat(lines()).contains("./reveille up").hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void a_line_of_the_readme_parses(String line) {
    String[] args = Stream.of(line.split("\\s+")).skip(1).toArray(String[]::new);

    var parsed = Commands.line(args, Surroundings.of(NOWHERE, NOWHERE)).parseArgs(args);

    assertThat(parsed.hasSubcommand()).isTrue();
  }
}
