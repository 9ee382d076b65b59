package dev.reveille.domain.volume;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.Words;
import java.time.Duration;
import java.util.Locale;

/** What a volume is measured of. */
public enum Measure {
  /** UTF-8 bytes of all that the agent said. */
  OUTPUT(32),
  /** Files of the workspace that count for the job's {@code expect.files}. */
  ITEMS(0.5),
  /** Tool calls whose result came back. */
  TOOLS(0.5),
  /** Input and output of all model calls. */
  TOKENS(100),
  /** Milliseconds of the turn. */
  DURATION(1_000);

  private final double grain;

  /**
   * @param grain amounts far below it are all alike
   */
  Measure(double grain) {
    this.grain = grain;
  }

  /**
   * The measure of that word; {@code files} are the items.
   *
   * @throws IllegalArgumentException when there is none
   */
  @JsonCreator
  public static Measure named(String word) {
    return word.equals("files") ? ITEMS : valueOf(word.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  public String word() {
    return Words.camel(this);
  }

  /** Whether none at all is another thing than few. */
  boolean noneIsSpecial() {
    return this != DURATION;
  }

  /** Where an amount stands: the same factor is the same distance everywhere above the grain. */
  double log(double amount) {
    return Math.log(amount + grain);
  }

  /** The amount that stands there. */
  double amount(double log) {
    return Math.max(0, Math.exp(log) - grain);
  }

  /** Such as {@code output of 120 bytes}. */
  String said(long amount) {
    return switch (this) {
      case OUTPUT -> "output of " + bare(amount);
      case ITEMS -> amount + (amount == 1 ? " item" : " items");
      case TOOLS -> amount + (amount == 1 ? " tool call" : " tool calls");
      case TOKENS -> amount + (amount == 1 ? " token" : " tokens");
      case DURATION -> "duration of " + bare(amount);
    };
  }

  /** Such as {@code 120 bytes}, or a bare number where the noun was said already. */
  String bare(long amount) {
    return switch (this) {
      case OUTPUT -> Spoken.bytes(amount);
      case DURATION -> Spoken.duration(Duration.ofMillis(amount));
      case ITEMS, TOOLS, TOKENS -> Long.toString(amount);
    };
  }
}
