package dev.reveille.runlog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as the tables keep them: microseconds since 1970. */
final class Times {
  private Times() {}

  static long micros(Instant instant) {
    return Instant.EPOCH.until(instant, ChronoUnit.MICROS);
  }

  static @Nullable Long microsOrNull(@Nullable Instant instant) {
    return instant == null ? null : micros(instant);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
