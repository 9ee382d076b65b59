package dev.reveille.domain.settings;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/** What a model's tokens cost, a million of each, in whatever currency all prices are in. */
public record ModelPrice(BigDecimal input, BigDecimal output) {
  private static final int MILLION = 6;

  public ModelPrice {
    requireNonNull(input, "input is null");
    requireNonNull(output, "output is null");
    if (input.signum() < 0 || output.signum() < 0) {
      throw new IllegalArgumentException(
          "price: " + input + " in, " + output + " out (expected: >= 0)");
    }
  }

  /** The cost of so many tokens. */
  public BigDecimal of(long inputTokens, long outputTokens) {
    return input
        .multiply(BigDecimal.valueOf(inputTokens))
        .add(output.multiply(BigDecimal.valueOf(outputTokens)))
        .movePointLeft(MILLION);
  }
}
