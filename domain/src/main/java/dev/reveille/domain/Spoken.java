package dev.reveille.domain;

import java.time.Duration;
import java.util.Locale;

/** Amounts as a person says them. */
public final class Spoken {
  private Spoken() {}

  /** Such as {@code 850 ms}, {@code 2.4 s}, {@code 15 min} or {@code 1 h 5 min}. */
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      String seconds = String.format(Locale.ROOT, "%.1f", millis / 1_000.0);
      return (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds) + " s";
    }
    if (millis < 3_600_000) {
      return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
    }
    if (duration.toDays() < 1) {
      return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }
    return two(duration.toDays(), "d", duration.toHoursPart(), "h");
  }

  /** Such as {@code 1 byte}, {@code 1.8 kB} or {@code 12.0 MB}. */
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1_000.0);
    }
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
  }

  private static String two(long large, String of, long small, String rest) {
    return small == 0 ? large + " " + of : large + " " + of + " " + small + " " + rest;
  }
}
