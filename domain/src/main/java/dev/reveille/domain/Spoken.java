package dev.reveille.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Amounts and texts as a person says them. */
public final class Spoken {
  private static final String CUT = "…";

  private Spoken() {}

  /** Such as {@code 812 ms}, {@code 2.5 s}, {@code 10 min}, {@code 1 h 41 min}. */
  public static String duration(Duration duration) {
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

  /** Such as {@code 1 byte}, {@code 1.8 kB}, {@code 12.0 MB} or {@code 77.1 GB}. */
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1_000.0);
    }
    if (bytes < 1_000_000_000) {
      return String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
    }
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1_000_000_000.0);
  }

  /** {@code 1 attempt}, {@code 3 attempts}. */
  public static String count(int amount, String noun) {
    return amount + " " + noun + (amount == 1 ? "" : "s");
  }

  /** The text, or its beginning and a sign that it was cut. */
  public static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = maxChars - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }

  /** The text with a full stop, so that another sentence can follow. */
  public static String sentence(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() || ".!?…".indexOf(stripped.charAt(stripped.length() - 1)) >= 0
        ? stripped
        : stripped + ".";
  }
}
