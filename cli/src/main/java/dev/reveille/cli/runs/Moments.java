package dev.reveille.cli.runs;

import dev.reveille.cli.session.Failure;
import dev.reveille.starter.files.field.Durations;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Points in time as people give them on the command line. */
public final class Moments {
  private Moments() {}

  /**
   * A moment of the past: how long ago, or a time as {@link #at} reads it in this machine's zone.
   *
   * @throws Failure naming the option, when it is neither
   */
  static Instant ago(String option, String text, Instant now) {
    return Durations.parse(text)
        .map(now::minus)
        .orElseGet(() -> at(option, text, ZoneId.systemDefault()));
  }

  /**
   * An instant, or a date or time of that zone.
   *
   * @throws Failure naming the option, when it is neither
   */
  public static Instant at(String option, String text, ZoneId zone) {
    String compact = text.strip().replace(' ', 'T');
    try {
      if (!compact.contains("T")) {
        return LocalDate.parse(compact).atStartOfDay(zone).toInstant();
      }
      boolean exact = compact.endsWith("Z") || compact.matches(".*T.*[+-]\\d\\d(:\\d\\d)?");
      return exact
          ? OffsetDateTime.parse(compact).toInstant()
          : LocalDateTime.parse(compact).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw Failure.usage(
          option
              + ": '"
              + text
              + "' is no time (expected: such as 2026-11-21T22:00:00Z, 2026-11-21T22:00 in "
              + zone
              + ", 2026-11-21"
              + (option.equals("--since") ? ", or how long ago, such as 2h" : "")
              + ")");
    }
  }
}
