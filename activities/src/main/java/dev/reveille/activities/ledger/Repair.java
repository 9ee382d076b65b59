package dev.reveille.activities.ledger;

import dev.reveille.activities.lease.Runs.Closed;
import dev.reveille.activities.record.AlertSender;
import dev.reveille.domain.alert.Cause;
import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.alert.Report;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.SlotReader;
import dev.reveille.runlog.SlotReader.Unsettled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes the records of runs that Temporal has closed and nobody settled: terminated ones, and
 * those whose run log was away when they ended. The verdict is the workflow's own where it has one.
 */
final class Repair {
  /** What a run may take to settle by itself. */
  private static final Duration SETTLING = Duration.ofMinutes(1);

  /** A run that goes on is asked after again so much later. */
  private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

  private static final int MOST = 200;

  private final Sight sight;
  private final SlotReader reader;
  private final RunLog log;
  private final AlertSender sender;
  private final Map<RunKey, Instant> asked = new ConcurrentHashMap<>();

  Repair(Sight sight, SlotReader reader, RunLog log, AlertSender sender) {
    this.sight = sight;
    this.reader = reader;
    this.log = log;
    this.sender = sender;
  }

  /** Looks after runs whose record has been open for a while. */
  void repair(String owner, Instant now) {
    asked.values().removeIf(at -> !now.isBefore(at.plus(ASK_AGAIN)));
    for (Unsettled run : reader.unsettled(owner, now.minus(SETTLING), MOST)) {
      if (asked.putIfAbsent(run.key(), now) == null) {
        sight
            .closed(run.key())
            .ifPresent(
                closed -> {
                  tell(owner, run, closed);
                  log.event(run.key(), end(closed, now));
                  log.settle(settled(run.key(), closed, now));
                });
      }
    }
  }

  /** Writes the whole record of a closed run that has none, with what Temporal knows of it. */
  void write(String owner, String workflowId, Instant due, Instant now) {
    sight
        .opened(workflowId, due)
        .ifPresent(
            opened ->
                sight
                    .closed(opened.key())
                    .ifPresent(
                        closed -> {
                          tell(owner, new Unsettled(opened.key(), opened.job(), due), closed);
                          log.settle(opened, end(closed, now), settled(opened.key(), closed, now));
                        }));
  }

  /** Told before it is written, as what is written is not looked at again. */
  private void tell(String owner, Unsettled run, Closed closed) {
    if (closed.status() != RunStatus.FAILED) {
      return;
    }
    Notice.Item item =
        new Notice.Item(
            run.job(),
            run.job(),
            run.due(),
            closed.verdict(),
            closed.message(),
            run.key().workflowId(),
            run.key().runId());
    String cause = Cause.own(closed.verdict(), run.job());
    String remedy = FailureType.valueOf(closed.verdict()).remedy();
    sender.report(owner, Report.bad(item, remedy, cause, null));
  }

  private static RunEvent end(Closed closed, Instant now) {
    boolean ended = closed.status() == RunStatus.CANCELLED;
    EventType type = ended ? EventType.TERMINATED : EventType.SETTLED;
    return new RunEvent(now, type, 0, "", null, Map.of());
  }

  private static RunSettled settled(RunKey key, Closed closed, Instant now) {
    return new RunSettled(key, closed.status(), closed.verdict(), closed.message(), List.of(), now);
  }
}
