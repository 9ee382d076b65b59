package dev.reveille.cli.gate;

import dev.reveille.cli.session.Failure;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a gate is told.
 *
 * @param samples boots of each cell
 * @param baseline to compare against
 * @param save where to keep the boots as a baseline, if the build is let in
 * @param anyHost whether a baseline of another host is taken all the same
 * @param agent the one profile that is meant; null for all
 * @param against another version of an agent, as {@code NAME@VERSION}
 * @param deployment worker deployment of the builds
 * @param buildId the build that is judged
 * @param againstBuild the build it is compared against; null for the current one
 * @param turn whether each agent does one turn
 * @param move what becomes of the build
 * @param ramp percent of new runs, for {@link Move#RAMP}
 */
public record GateOptions(
    int samples,
    @Nullable Path baseline,
    @Nullable Path save,
    boolean anyHost,
    @Nullable String agent,
    @Nullable String against,
    @Nullable String deployment,
    @Nullable String buildId,
    @Nullable String againstBuild,
    boolean turn,
    @Nullable Path junit,
    @Nullable Path markdown,
    Move move,
    float ramp,
    boolean rollback) {
  private static final int MOST_SAMPLES = 200;

  /** What becomes of a build that is let in. */
  public enum Move {
    NONE,
    PROMOTE,
    RAMP
  }

  public GateOptions {
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw Failure.usage(
          "--samples: " + samples + " (expected: 1 to " + MOST_SAMPLES + "; 20 is a good start)");
    }
    int sides =
        (baseline == null ? 0 : 1) + (against == null ? 0 : 1) + (againstBuild == null ? 0 : 1);
    if (sides > 1) {
      throw Failure.usage("expected at most one of --baseline, --against and --against-build");
    }
    if ((deployment == null) != (buildId == null)) {
      throw Failure.usage("expected --deployment and --build-id together, or neither");
    }
    if (buildId == null && (againstBuild != null || move != Move.NONE || rollback)) {
      throw Failure.usage(
          "--against-build, --promote, --ramp and --rollback are about a build: name it with"
              + " --deployment NAME --build-id ID");
    }
    if (move == Move.RAMP && !(ramp > 0 && ramp <= 100)) {
      throw Failure.usage("--ramp: " + ramp + " (expected: above 0, to 100 percent)");
    }
  }

  @Nullable Build build() {
    return deployment == null || buildId == null ? null : new Build(deployment, buildId);
  }
}
