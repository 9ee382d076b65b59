package dev.reveille.workflows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Amounts and texts as a person says them. */
final class Spoken {
  private static final String CUT = "…";

  private Spoken() {}

  /** Such as {@code 812 ms}, {@code 2.5 s}, {@code 10 min}, {@code 1 h 41 min}. */
  static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return millis / 1_000 + (millis % 1_000 < 100 ? "" : "." + millis % 1_000 / 100) + " s";
    }
    List<String> parts = new ArrayList<>();
    add(parts, duration.toDays(), "d");
    add(parts, duration.toHoursPart(), "h");
    add(parts, duration.toMinutesPart(), "min");
    if (duration.toHours() == 0) {
      add(parts, duration.toSecondsPart(), "s");
    }
    return String.join(" ", parts);
  }

  private static void add(List<String> parts, long amount, String unit) {
    if (amount > 0) {
      parts.add(amount + " " + unit);
    }
  }

  /** {@code 1 attempt}, {@code 3 attempts}. */
  static String count(int amount, String noun) {
    return amount + " " + noun + (amount == 1 ? "" : "s");
  }

  /** The text, or its beginning and a sign that it was cut. */
  static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = maxChars - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }

  /** The text with a full stop, so that another sentence can follow. */
  static String sentence(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() || ".!?…".indexOf(stripped.charAt(stripped.length() - 1)) >= 0
        ? stripped
        : stripped + ".";
  }
}
