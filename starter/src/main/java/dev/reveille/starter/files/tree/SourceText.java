package dev.reveille.starter.files.tree;

import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads a file of the folder, bounded in every way, into a tree. */
public final class SourceText {
  /** Largest file that is read; a job has no use for more. */
  public static final int MOST_BYTES = 3 * 1024 * 1024;

  static final int DEEPEST = 50;

  private SourceText() {}

  /**
   * Reads a file. Blocks on the file system only, never on a pipe or device.
   *
   * @return empty when there is nothing to read in it, and then the reason is a problem
   */
  public static Optional<Node> tree(Path path, String name, Problems problems) {
    Optional<String> text = text(path, name, problems);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().isBlank()) {
      problems.error(
          Place.startOf(name), "", "the file is empty", "write a job into it, or remove it");
      return Optional.empty();
    }
    Optional<Node> root = tree(name, text.get(), problems);
    if (root.isEmpty()) {
      problems.warning(Place.startOf(name), "", "the file holds nothing but comments", null);
    }
    return root.filter(node -> !node.isBroken());
  }

  /** Reads a text as the file of that name would be read; empty when it holds only comments. */
  public static Optional<Node> tree(String name, String text, Problems problems) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean json = lower.endsWith(".json") || lower.endsWith(".jsonc");
    return json ? JsonTree.read(name, text, problems) : YamlTree.read(name, text, problems);
  }

  /** Reads the JSON of another program, and what people write who know JSON5. */
  public static Optional<Node> foreignJson(String name, String text, Problems problems) {
    return JsonTree.readLeniently(name, text, problems);
  }

  /** The text of a file that is regular, small, UTF-8 and free of control characters. */
  public static Optional<String> text(Path path, String name, Problems problems) {
    return text(path, name, MOST_BYTES, problems);
  }

  /** The same with another bound, which is a whole number of MiB. */
  public static Optional<String> text(Path path, String name, int mostBytes, Problems problems) {
    Place start = Place.startOf(name);
    if (Files.isDirectory(path)) {
      problems.error(start, "", "this is a folder (expected: a file)", "rename or remove it");
      return Optional.empty();
    }
    if (!Files.isRegularFile(path)) {
      problems.error(
          start, "", "this is no regular file, or a link to nothing", "remove or replace it");
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        problems.error(
            start,
            "",
            "larger than " + mostBytes / (1024 * 1024) + " MiB",
            "split the file, or move long texts into the workspace");
        return Optional.empty();
      }
      return decoded(bytes, name, problems);
    } catch (NoSuchFileException e) {
      problems.error(start, "", "the file vanished while it was read", "try again");
    } catch (AccessDeniedException e) {
      problems.error(start, "", "the file cannot be read: permission denied", "chmod u+r it");
    } catch (IOException e) {
      problems.error(start, "", "the file cannot be read: " + e.getMessage(), null);
    }
    return Optional.empty();
  }

  /** The text of bytes that did not come from a file. */
  public static Optional<String> decoded(byte[] bytes, String name, Problems problems) {
    if (bytes.length >= 2
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF))) {
      problems.error(Place.startOf(name), "", "the file is UTF-16", "save it as UTF-8");
      return Optional.empty();
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    chars.flip();
    String text = chars.toString();
    if (result.isError()) {
      problems.error(
          placeOf(name, text, text.length()), "", "the file is not UTF-8", "save it as UTF-8");
      return Optional.empty();
    }
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return withoutControls(content, name, problems);
  }

  private static Optional<String> withoutControls(String text, String name, Problems problems) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t';
      if (control || c == '\u007F') {
        problems.error(
            placeOf(name, text, i),
            "",
            String.format("the control character U+%04X stands here", (int) c),
            "remove it; if the file is binary, it is no job file");
        return Optional.empty();
      }
    }
    return Optional.of(text);
  }

  static Place placeOf(String name, String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Place(name, line, offset - lineStart + 1);
  }
}
