package dev.reveille.drill.flags;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the small words that flags carry. */
public final class Words {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private Words() {}

  /** {@code 250ms}, {@code 2s}, {@code 5m}, {@code 1h}. */
  public static Duration duration(String what, String value) {
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      throw new UsageException(
          what + ": " + value + " (expected: a duration such as 250ms, 2s or 5m)");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  public static int number(String what, String value, int atLeast) {
    try {
      int number = Integer.parseInt(value);
      if (number >= atLeast) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, with what was expected.
    }
    throw new UsageException(
        what + ": " + value + " (expected: a whole number >= " + atLeast + ")");
  }

  /** Splits as a shell would: blanks divide, single and double quotes hold together. */
  public static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean started = false;
    char quote = 0;
    for (char letter : line.toCharArray()) {
      if (quote != 0) {
        if (letter == quote) {
          quote = 0;
        } else {
          word.append(letter);
        }
      } else if (letter == '\'' || letter == '"') {
        quote = letter;
        started = true;
      } else if (!Character.isWhitespace(letter)) {
        word.append(letter);
        started = true;
      } else if (started) {
        words.add(word.toString());
        word.setLength(0);
        started = false;
      }
    }
    if (quote != 0) {
      throw new UsageException("a quote " + quote + " is opened and never closed in: " + line);
    }
    if (started) {
      words.add(word.toString());
    }
    return words;
  }
}
