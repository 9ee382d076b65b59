package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/demands.md names tests that there are, for every demand. */
class DemandsTest {
  private static final Pattern NAMED = Pattern.compile("`([a-z][\\w.]*\\.[A-Z]\\w+)?(?:#(\\w+))?`");

  private static String demands() throws IOException {
    return Files.readString(Clone.root().resolve("docs/demands.md"));
  }

  @Test
  void every_demand_has_its_row() throws IOException {
    TreeSet<String> there = new TreeSet<>();
    demands()
        .lines()
        .filter(line -> line.startsWith("| "))
        .map(line -> line.substring(2).split("[ |]", 2)[0])
        .forEach(there::add);

    assertThat(there)
        .containsAll(ids("S1.", 11))
        .containsAll(ids("S2.", 5))
        .containsAll(ids("S3.", 4))
        .containsAll(ids("U", 12));
  }

  private static List<String> ids(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> prefix + number).toList();
  }

  @Test
  void every_test_that_is_named_is_there() throws IOException {
    Map<String, String> classes = testClasses();
    int named = 0;
    for (String line : demands().lines().filter(each -> each.startsWith("| ")).toList()) {
      String latest = "";
      Matcher name = NAMED.matcher(line);
      while (name.find()) {
        latest = name.group(1) == null ? latest : name.group(1);
        if (latest.isEmpty()) {
          continue;
        }
        assertThat(classes).as(line).containsKey(latest);
        if (name.group(2) != null) {
          assertThat(classes.get(latest))
              .as("%s in %s", name.group(), line)
              .contains(name.group(2) + "(");
          named++;
        }
      }
    }
    assertThat(named).isGreaterThan(50);
  }

  /** The text of each, by its name behind {@code dev.reveille.} */
  private static Map<String, String> testClasses() throws IOException {
    Map<String, String> classes = new HashMap<>();
    try (Stream<Path> modules = Files.list(Clone.root())) {
      for (Path module : modules.toList()) {
        read(module.resolve("src/test/java/dev/reveille"), classes);
      }
    }
    return classes;
  }

  private static void read(Path folder, Map<String, String> into) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String name = folder.relativize(file).toString().replace('/', '.');
        into.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
      }
    }
  }
}
