package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.cli.command.Commands;
import dev.reveille.cli.session.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of README and docs is one that there is, also those that are not run here. */
class DocumentedCommandsTest {
  private static final PrintStream NOWHERE = new PrintStream(new ByteArrayOutputStream());

  /** Programs of others that a reader is told to call. */
  private static final List<String> OTHERS =
      List.of("mkdir", "cd", "openclaw", "tar", "docker", "git", "cp", "export");

  /** What a test is told of: {@code -Dreveille.kills=20}. */
  private static final Pattern FIGURE = Pattern.compile("-D(reveille\\.\\w+)=");

  private static final Pattern MAVEN_NAME = Pattern.compile("-(P|pl|Dtest)[ =]?(\\S+)");

  static List<CommandBlock> blocks() throws IOException {
    List<CommandBlock> all = new ArrayList<>();
    for (String document : CommandBlock.documents()) {
      all.addAll(CommandBlock.of(document));
    }
    assertThat(all).hasSizeGreaterThan(10);
    return all;
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void a_block_has_commands_that_there_are(CommandBlock block) throws IOException {
    assertThat(block.commands()).as("%s", block).isNotEmpty();
    if (block.runner() != null) {
      assertThat(testSource(block.runner())).as("what runs %s", block).isNotNull();
    }
    for (String command : block.commands()) {
      if (block.runner() != null) {
        isOf(block.runner(), command, block + ": " + command);
      }
      for (String part : command.split("&&|\\|\\|")) {
        isThere(part.strip(), block + ": " + command);
      }
    }
  }

  private static void isThere(String command, String place) throws IOException {
    List<String> words = words(command);
    String program = words.get(0);
    if (program.equals("./reveille") || program.equals("reveille")) {
      String[] args = words.subList(1, words.size()).toArray(String[]::new);
      assertThat(Commands.line(args, Surroundings.of(NOWHERE, NOWHERE)).parseArgs(args))
          .as(place)
          .matches(parsed -> parsed.hasSubcommand(), "names a command");
    } else if (program.equals("./mvnw")) {
      isMavens(command, place);
    } else if (program.contains("/")) {
      assertThat(Clone.root().resolve(program)).as(place).isExecutable();
    } else {
      assertThat(OTHERS).as(place).contains(program);
    }
  }

  /** Whether that test does what the command says, maybe with smaller figures. */
  private static void isOf(String runner, String command, String place) throws IOException {
    String source = testSource(runner);
    if (LongBlocksTest.class.getSimpleName().equals(runner)) {
      return; // It runs what bears its name, as it stands.
    }
    if (command.startsWith("./mvnw")) {
      assertThat(command).as(place).contains("-Dtest=" + runner + " ");
      Matcher figure = FIGURE.matcher(command);
      while (figure.find()) {
        assertThat(source).as(place).contains("\"" + figure.group(1) + "\"");
      }
    } else if (command.startsWith("bench/")) {
      assertThat(Files.readString(Clone.root().resolve(command))).as(place).contains(runner);
    } else {
      assertThat(source).as(place).contains("\"" + command + "\"");
    }
  }

  /** Words as a shell splits them, without its redirections. */
  private static List<String> words(String command) {
    Matcher word = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)").matcher(command);
    return word.results()
        .map(
            found ->
                Stream.of(found.group(1), found.group(2), found.group(3))
                    .filter(group -> group != null)
                    .findFirst()
                    .orElse(""))
        .takeWhile(each -> !each.equals(">") && !each.equals("|"))
        .toList();
  }

  /** Profiles, modules and test classes that a build is told of. */
  private static void isMavens(String command, String place) throws IOException {
    Matcher name = MAVEN_NAME.matcher(command);
    while (name.find()) {
      for (String each : Arrays.asList(name.group(2).split(","))) {
        switch (name.group(1)) {
          case "P" ->
              assertThat(poms()).as(place).anyMatch(pom -> pom.contains("<id>" + each + "</id>"));
          case "pl" -> assertThat(Clone.root().resolve(each).resolve("pom.xml")).as(place).exists();
          default -> assertThat(testSource(each)).as(place).isNotNull();
        }
      }
    }
  }

  private static List<String> poms() throws IOException {
    List<String> poms = new ArrayList<>(List.of(Files.readString(Clone.root().resolve("pom.xml"))));
    try (Stream<Path> modules = Files.list(Clone.root())) {
      for (Path module : modules.filter(each -> Files.exists(each.resolve("pom.xml"))).toList()) {
        poms.add(Files.readString(module.resolve("pom.xml")));
      }
    }
    return poms;
  }

  /** Null where there is no such class. */
  private static @Nullable String testSource(String name) throws IOException {
    for (String module : List.of("acceptance", "activities")) {
      try (Stream<Path> files = Files.walk(Clone.root().resolve(module + "/src/test"))) {
        Optional<Path> file = files.filter(each -> each.endsWith(name + ".java")).findFirst();
        if (file.isPresent()) {
          return Files.readString(file.get());
        }
      }
    }
    return null;
  }
}
