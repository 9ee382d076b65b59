package dev.reveille.acceptance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A block of commands in README or docs, as a reader would copy it.
 *
 * @param file relative to the clone
 * @param number of the line at which it begins
 * @param runner the test that does what the block does: what a comment {@code <!-- run by: CLASS
 *     -->} in the line before it says; null where it is run as it stands
 */
record CommandBlock(String file, int number, @Nullable String runner, String text) {
  private static final Pattern FENCE =
      Pattern.compile("(?m)^(?:<!-- run by: (\\w+) -->\\n)?```(?:sh|bash|console)\\n");

  /** Of a document of the clone, in order. */
  static List<CommandBlock> of(String file) throws IOException {
    String text = Files.readString(Clone.root().resolve(file));
    List<CommandBlock> blocks = new ArrayList<>();
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      int end = text.indexOf("\n```", fence.end() - 1);
      blocks.add(
          new CommandBlock(
              file,
              (int) text.substring(0, fence.end()).lines().count() + 1,
              fence.group(1),
              text.substring(fence.end(), end < 0 ? text.length() : end + 1)));
    }
    return blocks;
  }

  /** Whether it is run as it stands. */
  boolean asItStands() {
    return runner == null;
  }

  /** Everything that a reader may copy commands from. */
  static List<String> documents() throws IOException {
    try (Stream<Path> docs = Files.list(Clone.root().resolve("docs"))) {
      return Stream.concat(Stream.of("README.md"), docs.map(doc -> "docs/" + doc.getFileName()))
          .filter(name -> name.endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** The commands, without comments; a line that goes on with a backslash is one. */
  List<String> commands() {
    return text.replace("\\\n", " ")
        .lines()
        .map(line -> line.replaceFirst("^\\$ ", "").replaceFirst("(^|\\s+)#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  @Override
  public String toString() {
    return file + ":" + number;
  }
}
