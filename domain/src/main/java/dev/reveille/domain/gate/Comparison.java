package dev.reveille.domain.gate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The good boots of two builds side by side, in one stage or in all.
 *
 * @param stage null for the whole boot
 * @param before good boots of the build that is compared against
 * @param now good boots of the build that is judged
 * @param medianBefore in milliseconds
 * @param medianNow in milliseconds
 * @param ratio how many times as long it takes now, by the Hodges-Lehmann shift on the log scale
 * @param low from where, with 95 % confidence by the bootstrap
 * @param high to where
 * @param delta Cliff's: -1 when every boot now is shorter, 1 when every one is longer
 * @param chance of so much longer times where nothing changed, over all comparisons of the gate
 * @param slower whether that is held for proven, and large enough to matter
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Comparison(
    Cell cell,
    @Nullable String stage,
    int before,
    int now,
    double medianBefore,
    double medianNow,
    double ratio,
    double low,
    double high,
    double delta,
    double chance,
    boolean slower) {
  public Comparison {
    requireNonNull(cell, "cell is null");
  }

  /** {@code boot} for the whole, else the stage. */
  public String part() {
    return stage == null ? "boot" : stage;
  }
}
