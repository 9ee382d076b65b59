package dev.reveille.starter;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.schedule.DueTimes;
import dev.reveille.starter.schedule.HeldJob;
import dev.reveille.starter.server.RunOptions;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs past due times, each under the id that its slot has. */
final class Backfills {
  private final ServerRuns server;
  private final Starts starts;
  private final Clock clock;

  Backfills(ServerRuns server, Starts starts, Clock clock) {
    this.server = server;
    this.starts = starts;
    this.clock = clock;
  }

  List<BackfilledSlot> run(
      HeldJob job, Instant from, Instant to, Consumer<BackfilledSlot> progress) {
    List<Instant> slots = slots(job.definition(), from, to);
    String id = job.definition().id();
    boolean together = job.definition().overlap() == Overlap.ALLOW_ALL;
    if (!together && !slots.isEmpty()) {
      server.underWay(id, job).forEach(other -> server.end(other, id, null));
    }
    List<BackfilledSlot> done = new ArrayList<>();
    for (Instant slot : slots) {
      BackfilledSlot result = run(job, slot, !together);
      done.add(result);
      progress.accept(result);
    }
    return List.copyOf(done);
  }

  private List<Instant> slots(JobDefinition job, Instant from, Instant to) {
    Instant now = clock.instant();
    Instant end = (to.isBefore(now) ? to : now).plusMillis(1);
    List<Instant> slots = new ArrayList<>();
    DueTimes times = DueTimes.of(job.schedule());
    Instant due = times.next(from.minusNanos(1)).orElse(null);
    while (due != null && due.isBefore(end)) {
      slots.add(due);
      if (slots.size() > Jobs.LONGEST_BACKFILL) {
        throw new IllegalArgumentException(
            "job "
                + job.id()
                + " was due more than "
                + Jobs.LONGEST_BACKFILL
                + " times from "
                + from
                + " to "
                + to
                + " (expected: a shorter time)");
      }
      due = times.next(due).orElse(null);
    }
    return slots;
  }

  private BackfilledSlot run(HeldJob job, Instant due, boolean await) {
    JobDefinition definition = job.definition();
    // The id that the schedule itself gives this slot.
    Instant nominal = due.plusMillis(job.input().offsetMillis());
    String id = definition.id() + "-" + DateTimeFormatter.ISO_INSTANT.format(nominal);
    WorkflowOptions options =
        RunOptions.of(definition, id)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
            .build();
    return server.reach(
        () -> {
          try {
            RunKey run = starts.start(options, definition, Trigger.BACKFILL, due);
            if (await) {
              server.end(run, definition.id(), null);
            }
            return new BackfilledSlot(due, id, true);
          } catch (WorkflowExecutionAlreadyStarted e) {
            return new BackfilledSlot(due, id, false);
          }
        });
  }
}
