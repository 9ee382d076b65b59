package dev.reveille.activities.ledger;

import dev.reveille.activities.lease.Runs;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.slot.SlotFacts.OnServer;
import dev.reveille.workflows.JobRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the ledger sees of Temporal. Blocking; throws when the server cannot be asked now. */
public interface Sight {
  /** The owner's schedules by job, as listed: up to two seconds old. */
  Map<String, Held> held(String owner);

  /** A job's schedule as it is; empty when there is none, or it is not the owner's. */
  Optional<Described> described(String owner, String job);

  /** What there is of a workflow, by Describe. */
  OnServer run(String workflowId);

  /** How a run closed; empty while it goes on. */
  Optional<Runs.Closed> closed(RunKey run);

  /** The head that the latest run of a workflow should have in the run log; empty without one. */
  Optional<RunOpened> opened(String workflowId, Instant due);

  /**
   * A listed schedule.
   *
   * @param digest as it stands on the schedule
   * @param next the server's next times, jitter included
   */
  record Held(@Nullable String digest, boolean paused, List<Instant> next) {
    public Held {
      next = List.copyOf(next);
    }
  }

  /**
   * A described schedule.
   *
   * @param writtenAt when it was created or last changed
   * @param input what it gives its runs; null when that cannot be read
   */
  record Described(Held held, Instant writtenAt, JobRun.@Nullable Input input) {}
}
