package dev.reveille.starter.files.problem;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes a value of a file fit to stand in a message: short, one line, visible, no key in it. */
public final class Shown {
  private static final int LONGEST = 60;

  /** Keys of well-known services, told by their prefix. */
  private static final Pattern KEY =
      Pattern.compile(
          "sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}"
              + "|glpat-[A-Za-z0-9_-]{16,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|AKIA[0-9A-Z]{16}"
              + "|AIza[A-Za-z0-9_-]{30,}|hf_[A-Za-z0-9]{20,}|xai-[A-Za-z0-9]{20,}"
              + "|eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY");

  private Shown() {}

  /** The text in quotes, at most 60 characters of it, invisible characters escaped. */
  public static String quoted(String text) {
    StringBuilder shown = new StringBuilder("'");
    String masked = masked(text);
    int end = masked.length();
    if (masked.codePointCount(0, end) > LONGEST) {
      end = masked.offsetByCodePoints(0, LONGEST);
    }
    masked.substring(0, end).codePoints().forEach(c -> shown.append(visible(c)));
    return shown.append(end < masked.length() ? "…'" : "'").toString();
  }

  /** The whole text with keys masked and invisible characters escaped. */
  public static String visible(String text) {
    StringBuilder shown = new StringBuilder();
    masked(text).codePoints().forEach(c -> shown.append(visible(c)));
    return shown.toString();
  }

  /** Whether the text holds what a well-known service issues as a key. */
  public static boolean holdsKey(String text) {
    return KEY.matcher(text).find();
  }

  /** Where such keys stand in it. */
  public static List<MatchResult> keysIn(String text) {
    return KEY.matcher(text).results().toList();
  }

  private static String masked(String text) {
    return KEY.matcher(text).replaceAll(key -> key.group().substring(0, 3) + "…");
  }

  private static String visible(int c) {
    int type = Character.getType(c);
    if (c == '\n') {
      return "\\n";
    }
    if (c == '\t') {
      return "\\t";
    }
    boolean hidden =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR;
    return hidden ? String.format("\\u%04X", c) : Character.toString(c);
  }
}
