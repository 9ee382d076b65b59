package dev.reveille.workflows;

import dev.reveille.domain.alert.Notice;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks how jobs stand before people are reminded that they are broken. */
@ActivityInterface
public interface StandingActivity {
  /** How these jobs stand, by their ids; one that is left out is still broken. */
  @ActivityMethod(name = "standings")
  Map<String, Standing> standings(List<Asked> jobs);

  /**
   * A job that was broken when it was last heard of.
   *
   * @param lastBad when its last failure was reported
   */
  record Asked(String job, Instant lastBad) {}

  /**
   * How a job stands.
   *
   * @param there whether there is such a job
   * @param paused whether a person stopped it for now
   * @param good a good run since its last failure, of which no report came; null for none
   */
  record Standing(boolean there, boolean paused, Notice.@Nullable Item good) {}
}
