package dev.reveille.activities.ledger;

import static java.util.Objects.requireNonNull;

import dev.reveille.activities.lease.Runs;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.PromisedSlots;
import dev.reveille.domain.slot.SlotFacts.OnServer;
import dev.reveille.workflows.JobRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A server whose schedules fire when time is told to pass, as far as the ledger can see it. */
final class SimulatedServer implements Sight {
  private final Map<String, Kept> schedules = new TreeMap<>();
  private final Map<String, OnServer> runs = new HashMap<>();
  private final Map<String, Runs.Closed> ends = new HashMap<>();
  private Instant processed = Instant.EPOCH;
  int described;

  /** A schedule as it fires; the definition is what its runs are given. */
  private static final class Kept {
    JobDefinition definition;
    JobDefinition fires;
    Instant writtenAt;
    boolean paused;

    Kept(JobDefinition definition, Instant writtenAt) {
      this.definition = definition;
      this.fires = definition;
      this.writtenAt = writtenAt;
    }
  }

  /** A run that was started. */
  record Started(String job, Instant due, String workflowId) {}

  void apply(JobDefinition job, Instant at) {
    schedules.put(job.id(), new Kept(job, at));
  }

  void remove(String job) {
    schedules.remove(job);
  }

  void pause(String job, boolean paused) {
    kept(job).paused = paused;
  }

  /** As in the Web UI: other times, and all else as it was. */
  void changeByHand(String job, Duration every, Instant at) {
    Kept kept = kept(job);
    kept.fires = LedgerJobs.every(job, every, kept.definition.overlap());
    kept.writtenAt = at;
  }

  private Kept kept(String job) {
    return requireNonNull(schedules.get(job), job);
  }

  /** Fires what is due after one moment up to another. */
  List<Started> fire(Instant after, Instant to) {
    processed = to;
    List<Started> started = new ArrayList<>();
    schedules.forEach(
        (job, kept) -> {
          Promise promise = promise(kept.fires, kept.writtenAt);
          Instant from = kept.writtenAt.isAfter(after) ? kept.writtenAt : after;
          for (Instant due : PromisedSlots.of(promise).between(from, to, 10_000)) {
            boolean overlaps =
                kept.definition.overlap() == Overlap.SKIP
                    && runs.entrySet().stream()
                        .anyMatch(
                            run ->
                                run.getKey().startsWith(job + "-")
                                    && run.getValue() == OnServer.UNDER_WAY);
            if (!kept.paused && !overlaps) {
              String id = promise.workflowId(due);
              runs.put(id, OnServer.UNDER_WAY);
              started.add(new Started(job, due, id));
            }
          }
        });
    return started;
  }

  void closed(String workflowId) {
    runs.put(workflowId, OnServer.CLOSED);
  }

  @Override
  public Map<String, Held> held(String owner) {
    Map<String, Held> held = new HashMap<>();
    schedules.forEach((job, kept) -> held.put(job, held(kept)));
    return held;
  }

  private Held held(Kept kept) {
    PromisedSlots slots = PromisedSlots.of(promise(kept.fires, kept.writtenAt));
    List<Instant> next = new ArrayList<>();
    Instant at = slots.next(processed.isAfter(kept.writtenAt) ? processed : kept.writtenAt);
    for (int i = 0; i < 5 && at != null; i++) {
      next.add(at);
      at = slots.next(at);
    }
    return new Held(kept.definition.digest(), kept.paused, next);
  }

  @Override
  public Optional<Described> described(String owner, String job) {
    described++;
    @Nullable Kept kept = schedules.get(job);
    return kept == null
        ? Optional.empty()
        : Optional.of(
            new Described(
                held(kept),
                kept.writtenAt,
                new JobRun.Input(
                    JobRun.Input.VERSION,
                    kept.definition,
                    kept.definition.digest(),
                    Trigger.SCHEDULE,
                    null,
                    0,
                    List.of())));
  }

  @Override
  public OnServer run(String workflowId) {
    return runs.getOrDefault(workflowId, OnServer.ABSENT);
  }

  /** Ends a run as the server sees it, whatever its record says. */
  void closed(String workflowId, Runs.Closed how) {
    closed(workflowId);
    ends.put(workflowId, how);
  }

  @Override
  public Optional<Runs.Closed> closed(RunKey run) {
    return Optional.ofNullable(ends.get(run.workflowId()));
  }

  @Override
  public Optional<RunOpened> opened(String workflowId, Instant due) {
    String job = workflowId.replaceFirst("-\\d{4}-.*", "");
    return described(LedgerJobs.OWNER, job)
        .map(Described::input)
        .map(
            input ->
                JobRun.head(input, new RunKey(workflowId, "first"), "first", "default", due, due));
  }

  private static Promise promise(JobDefinition job, Instant since) {
    return Promise.of(job, since, job.digest(), Duration.ZERO, List.of());
  }
}
