package dev.reveille.starter.files.field;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 10m}, {@code 1h30m}. */
public final class Durations {
  public static final String EXAMPLES = "a duration such as 500ms, 30s, 10m or 1h30m";

  private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(\\.\\d{1,3})?(ms|s|m|h|d|w))+");
  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h|d|w)");
  private static final Map<String, Long> MILLIS =
      Map.of(
          "ms",
          1L,
          "s",
          1_000L,
          "m",
          60_000L,
          "h",
          3_600_000L,
          "d",
          86_400_000L,
          "w",
          604_800_000L);

  private Durations() {}

  /** The duration, to the millisecond; empty when the text is none. A bare 0 needs no unit. */
  public static Optional<Duration> parse(String text) {
    String compact = text.strip().replace(" ", "");
    if (compact.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    if (!WHOLE.matcher(compact).matches()) {
      return Optional.empty();
    }
    BigDecimal millis = BigDecimal.ZERO;
    Matcher part = PART.matcher(compact);
    while (part.find()) {
      long unit = MILLIS.getOrDefault(part.group(2), 0L);
      millis = millis.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
    }
    return Optional.of(Duration.ofMillis(millis.longValue()));
  }

  /** The shortest text that reads back as the same duration, to the millisecond. */
  public static String text(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    long rest = duration.toMillis();
    for (String unit : new String[] {"d", "h", "m", "s", "ms"}) {
      long size = MILLIS.getOrDefault(unit, 1L);
      if (rest >= size) {
        text.append(rest / size).append(unit);
        rest %= size;
      }
    }
    return text.toString();
  }
}
