package dev.reveille.starter.imports;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked of an import.
 *
 * @param paused whether each job's schedule is to begin paused
 * @param agent profile of agent turns; null leaves it to the defaults
 * @param model of agent turns that name none; null leaves it to the defaults
 * @param workspace of agent turns; null for a fresh folder each
 * @param zone of jobs that name none
 */
public record Wishes(
    boolean paused,
    @Nullable String agent,
    @Nullable String model,
    @Nullable String workspace,
    ZoneId zone) {
  public Wishes {
    requireNonNull(zone, "zone is null");
  }
}
