package dev.reveille.gateway.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds, or an HTTP date. */
public final class RetryAfter {
  /** No provider is believed longer than this: then one request asks again. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final int DIGITS = 9;

  private RetryAfter() {}

  /** Null for a header that is missing or says nothing; zero for a date that has passed. */
  public static @Nullable Duration parse(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    String value = header.strip();
    Duration wait = value.matches("\\d+(\\.\\d+)?") ? seconds(value) : untilDate(value, now);
    if (wait == null) {
      return null;
    }
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Duration seconds(String value) {
    String whole = value.replaceFirst("\\..*", "");
    if (whole.length() > DIGITS) {
      return LONGEST;
    }
    return Duration.ofMillis((long) Math.ceil(Double.parseDouble(value) * 1000));
  }

  private static @Nullable Duration untilDate(String value, Instant now) {
    try {
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(now, date);
    } catch (DateTimeParseException noDate) {
      return null;
    }
  }
}
