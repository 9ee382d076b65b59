package dev.reveille.cli.gate;

import dev.reveille.domain.job.JobDefinition;
import org.jspecify.annotations.Nullable;

/** Has an agent do one real, small turn. Blocks until it has ended. */
interface Turns {
  /**
   * One turn.
   *
   * @param build of the worker that is to run it; null for whichever takes it
   */
  Turn turn(JobDefinition definition, @Nullable Build build);

  /**
   * What became of it.
   *
   * @param run what {@code reveille show} takes
   * @param returned tool calls whose result came back; null where that could not be read
   */
  record Turn(
      String agent, String run, String verdict, String message, @Nullable Integer returned) {
    /** Whether the pinned model answered, and a tool it called returned. */
    boolean passed() {
      return verdict.equals("OK") && (returned == null || returned > 0);
    }
  }
}
