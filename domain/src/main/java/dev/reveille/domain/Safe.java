package dev.reveille.domain;

/**
 * Makes text of unknown origin fit for a terminal or a page: what would move the cursor, colour, or
 * turn the direction of writing is shown as an escape instead.
 */
public final class Safe {
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Safe() {}

  /** Lines and tabs stay. */
  public static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.replace("\r\n", "\n").codePoints().forEach(letter -> add(safe, letter));
    return safe.toString();
  }

  /** On one line. */
  public static String line(String text) {
    return text(text.strip()).replaceAll("\\s*\n\\s*", " ").replace('\t', ' ');
  }

  private static void add(StringBuilder safe, int letter) {
    int type = Character.getType(letter);
    boolean control = type == Character.CONTROL && letter != '\n' && letter != '\t';
    boolean hidden =
        (type == Character.FORMAT && letter != ZERO_WIDTH_JOINER)
            || type == Character.SURROGATE
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR;
    if (control || hidden) {
      safe.append(String.format("\\u%04X", letter));
    } else {
      safe.appendCodePoint(letter);
    }
  }
}
