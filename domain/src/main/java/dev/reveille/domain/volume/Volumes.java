package dev.reveille.domain.volume;

import org.jspecify.annotations.Nullable;

/**
 * How much one run was, by every measure; null where nobody counted.
 *
 * @param millis of the turn
 */
public record Volumes(
    @Nullable Long output,
    @Nullable Long items,
    @Nullable Long tools,
    @Nullable Long tokens,
    @Nullable Long millis) {
  public @Nullable Long of(Measure measure) {
    return switch (measure) {
      case OUTPUT -> output;
      case ITEMS -> items;
      case TOOLS -> tools;
      case TOKENS -> tokens;
      case DURATION -> millis;
    };
  }
}
