package dev.reveille.agent.tools;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Makes text from anywhere fit for a model, a log and a terminal. */
public final class Text {
  /** Terminal sequences: with parameters, with a string, and the short ones. */
  private static final Pattern SEQUENCES =
      Pattern.compile(
          "\\u001b[\\]PX^_][^\\u0007\\u001b]{0,4096}(\\u0007|\\u001b\\\\)?"
              + "|[\\u001b\\u009b]\\[?[0-?]*[ -/]*[@-~]");

  /** Control characters but line end and tab; also those that turn the order of what is read. */
  private static final Pattern CONTROLS =
      Pattern.compile(
          "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]");

  private Text() {}

  /** Without terminal sequences and control characters; line ends become plain ones. */
  public static String clean(String text) {
    String plain = SEQUENCES.matcher(text).replaceAll("");
    plain = plain.replace("\r\n", "\n").replace('\r', '\n');
    return CONTROLS.matcher(plain).replaceAll("");
  }

  /** Clean, on one line, and no longer than that. */
  public static String line(String text, int chars) {
    // Cut before it is cleaned: a title may come of a file's whole content.
    String start = text.length() > 4 * chars ? text.substring(0, 4 * chars) : text;
    String line = clean(start).replaceAll("\\s+", " ").strip();
    return line.length() > chars ? cut(line, chars - 2) + " …" : line;
  }

  /** Beginning and end of a text that is too long, and how much is missing between. */
  public static String bounded(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    int head = chars * 2 / 3;
    int tail = chars - head;
    String end = text.substring(text.length() - tail);
    if (Character.isLowSurrogate(end.charAt(0))) {
      end = end.substring(1);
    }
    return cut(text, head) + "\n[… " + (text.length() - chars) + " characters left out …]\n" + end;
  }

  /** UTF-8, with a mark in place of what is none. */
  public static String decode(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String cut(String text, int chars) {
    boolean pair = chars > 0 && Character.isHighSurrogate(text.charAt(chars - 1));
    return text.substring(0, pair ? chars - 1 : chars);
  }
}
