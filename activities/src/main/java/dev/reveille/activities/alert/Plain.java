package dev.reveille.activities.alert;

import java.util.regex.Pattern;

/**
 * Makes text of unknown origin fit for people's screens: nothing that moves a cursor, turns the
 * direction of writing, hides, or ends a header.
 */
final class Plain {
  private static final Pattern TERMINAL_CODE =
      Pattern.compile(
          "\u001B(?:\\[[0-9;:?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?)");
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Plain() {}

  /** Lines and tabs stay. */
  static String text(String text) {
    String lines = TERMINAL_CODE.matcher(text).replaceAll("").replace("\r\n", "\n");
    StringBuilder plain = new StringBuilder(lines.length());
    lines.codePoints().forEach(letter -> add(plain, letter));
    return plain.toString().strip();
  }

  /** On one line. */
  static String line(String text) {
    return text(text).replaceAll("\\s+", " ");
  }

  private static void add(StringBuilder plain, int letter) {
    if (letter == '\n' || letter == '\t') {
      plain.appendCodePoint(letter);
      return;
    }
    switch (Character.getType(letter)) {
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> plain.append('\n');
      case Character.CONTROL -> {
        if (letter == '\r') {
          plain.append('\n');
        }
      }
      case Character.FORMAT -> {
        // These two belong to words and emoji; the others turn or hide what people read.
        if (letter == ZERO_WIDTH_JOINER || letter == ZERO_WIDTH_NON_JOINER) {
          plain.appendCodePoint(letter);
        }
      }
      case Character.SURROGATE -> plain.append('\uFFFD');
      default -> plain.appendCodePoint(letter);
    }
  }
}
