package dev.reveille.worker.board.page;

import dev.reveille.domain.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as a reader of the board sees them, at one moment. */
public record Clockface(ZoneId zone, Instant now) {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter YEAR =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
  private static final int DASH_AFTER_HOURS = 48;

  /** The time of day; with the date where it is another day. */
  public String at(Instant instant) {
    ZonedDateTime then = instant.atZone(zone);
    ZonedDateTime here = now.atZone(zone);
    if (then.toLocalDate().equals(here.toLocalDate())) {
      return CLOCK.format(then);
    }
    return (then.getYear() == here.getYear() ? DAY : YEAR).format(then);
  }

  /** To the millisecond, without the date. */
  public String exactly(Instant instant) {
    return EXACT.format(instant.atZone(zone));
  }

  /** Such as {@code 3 min ago} or {@code in 2 h}. */
  public String away(Instant instant) {
    Duration span = Duration.between(now, instant);
    boolean ahead = !span.isNegative();
    Duration size = span.abs();
    if (size.toSeconds() < 2) {
      return "now";
    }
    String text = rough(size);
    return ahead ? "in " + text : text + " ago";
  }

  private static String rough(Duration size) {
    if (size.toSeconds() < 60) {
      return size.toSeconds() + " s";
    }
    if (size.toMinutes() < 60) {
      return size.toMinutes() + " min";
    }
    return size.toHours() < DASH_AFTER_HOURS ? size.toHours() + " h" : size.toDays() + " days";
  }

  /** A length of time; a dash for null. */
  public static String span(@Nullable Long millis) {
    return millis == null ? "–" : Spoken.duration(Duration.ofMillis(millis));
  }

  /** A number with its thousands apart. */
  public static String number(@Nullable Long number) {
    return number == null ? "–" : String.format(Locale.ENGLISH, "%,d", number);
  }
}
