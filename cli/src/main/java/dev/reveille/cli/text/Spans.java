package dev.reveille.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lengths of time in words. */
public final class Spans {
  private Spans() {}

  /** Such as {@code 12 ms}, {@code 5.1 s}, {@code 15 min}, {@code 2 h 5 min}; a dash for null. */
  public static String of(@Nullable Long millis) {
    if (millis == null) {
      return "–";
    }
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return millis % 1_000 == 0
          ? millis / 1_000 + " s"
          : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    long seconds = millis / 1_000;
    if (seconds < 3_600) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    long minutes = seconds / 60;
    if (minutes < 48 * 60) {
      return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
    return minutes / (24 * 60) + " days";
  }

  public static String of(Duration duration) {
    return of(duration.toMillis());
  }

  /** How far away an instant is, such as {@code in 5 min}. */
  public static String until(Instant then, Instant now) {
    long seconds = now.until(then, java.time.temporal.ChronoUnit.SECONDS);
    if (seconds < 0) {
      return of(-seconds * 1_000) + " ago";
    }
    return seconds == 0 ? "now" : "in " + of(coarse(seconds) * 1_000);
  }

  private static long coarse(long seconds) {
    return seconds < 3_600 ? seconds : seconds / 60 * 60;
  }
}
