package dev.reveille.cli.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as a clock on the wall shows them. */
public final class LocalTimes {
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss zzz", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private static final DateTimeFormatter DAY_AND_CLOCK =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");

  private LocalTimes() {}

  /** Such as {@code Sat 2026-11-21 22:00:00 PST}. */
  public static String full(Instant instant, ZoneId zone) {
    return FULL.format(instant.atZone(zone));
  }

  /** Such as {@code 2026-11-21T22:00:00-08:00}. */
  public static String iso(Instant instant, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
  }

  /** In the zone of this machine. */
  public static String full(Instant instant) {
    return full(instant, ZoneId.systemDefault());
  }

  /** Such as {@code 11-21 22:00:00}, in the zone of this machine. */
  public static String dayAndClock(Instant instant) {
    return DAY_AND_CLOCK.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** Only the time of day, in the zone of this machine. */
  public static String clock(Instant instant) {
    return CLOCK.format(instant.atZone(ZoneId.systemDefault()));
  }
}
