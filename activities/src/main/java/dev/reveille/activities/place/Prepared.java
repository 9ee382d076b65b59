package dev.reveille.activities.place;

import dev.reveille.activities.isolation.SpawnPlan;
import dev.reveille.activities.runner.Place;
import dev.reveille.domain.job.Isolation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place that is ready, with what closes it.
 *
 * @param plan how the program is started
 * @param isolation the kind that was really taken
 * @param shortfall why this host has no bubblewrap, where it has none
 * @param node what the program runs on, such as {@code Node 24.1.0}; null where that is no Node
 * @param ownLogin whether the agent's own login is taken until the place is closed
 */
public record Prepared(
    Place place,
    SpawnPlan plan,
    Isolation.Kind isolation,
    Optional<String> shortfall,
    @Nullable String node,
    boolean ownLogin,
    Closing closing) {
  /** Gives back what the place took. */
  @FunctionalInterface
  public interface Closing {
    /**
     * @param good whether the turn ended well, on which the keeping of its folder may depend
     */
    void close(boolean good);
  }
}
