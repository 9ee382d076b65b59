package dev.reveille.activities.ledger;

import dev.reveille.activities.record.AlertSender;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.alert.Cause;
import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.alert.Report;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.SlotFacts;
import dev.reveille.domain.slot.SlotFacts.OnServer;
import dev.reveille.domain.slot.SlotJudge;
import dev.reveille.runlog.SlotLog;
import dev.reveille.runlog.SlotReader;
import dev.reveille.runlog.SlotReader.OpenSlot;
import dev.reveille.runlog.SlotReader.Untold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells people of slots that no run will tell them of: one alert for a job and look, however many
 * slots it has lost. A run that ends as missed tells of itself.
 */
final class SlotAlerts {
  /** The word for a slot that still waits, in place of a verdict. */
  static final String QUEUED = "QUEUED";

  private static final String OK = "OK";
  private static final String NO_SEAT = "no free seat in time";
  private static final String NO_SERVER = "no server in time";
  private static final int MOST = 5_000;

  /** How long a run may wait for a worker to take it up at all. */
  private static final Duration TAKEN_UP = Duration.ofMinutes(2);

  private final SlotReader reader;
  private final SlotLog log;
  private final AlertSender sender;

  SlotAlerts(SlotReader reader, SlotLog log, AlertSender sender) {
    this.reader = reader;
    this.log = log;
    this.sender = sender;
  }

  /** A slot that waits for too long. */
  record Late(OpenSlot slot, String message) {}

  /** What is to be said of a slot that still waits; empty while it may. */
  Optional<Late> late(OpenSlot slot, OnServer onServer, Instant now) {
    Promise promise = slot.promise();
    if (slot.toldQueued() || promise == null) {
      return Optional.empty();
    }
    Duration waits = Duration.between(slot.latest(), now);
    if (slot.run() == null) {
      return onServer == OnServer.UNDER_WAY && waits.compareTo(TAKEN_UP) > 0
          ? Optional.of(
              new Late(
                  slot,
                  "Its run was started "
                      + Spoken.duration(waits)
                      + " ago, and no worker has taken it up."))
          : Optional.empty();
    }
    return slot.queued() && waits.compareTo(promise.maxQueue().dividedBy(2)) > 0
        ? Optional.of(
            new Late(
                slot,
                "Its run has waited for a free seat for "
                    + Spoken.duration(waits)
                    + "; after "
                    + Spoken.duration(promise.maxQueue())
                    + " (boot.maxQueue) it is missed."))
        : Optional.empty();
  }

  void tellLate(String owner, List<Late> late, Instant now) {
    Map<String, List<Late>> byJob = new LinkedHashMap<>();
    late.forEach(
        each -> byJob.computeIfAbsent(each.slot().job(), j -> new ArrayList<>()).add(each));
    byJob.forEach(
        (job, slots) -> {
          Late first = slots.get(0);
          report(
              owner,
              first.slot().promise(),
              new Told(job, first.slot().due(), QUEUED),
              first.message() + more(slots.size() - 1, "waits too"),
              "Look at `reveille jobs` and at the workers; more seats let more agents run at once.",
              NO_SEAT);
          log.toldQueued(slots.stream().map(each -> each.slot().id()).toList(), now);
        });
  }

  void tellMissed(String owner, Instant now) {
    Map<String, List<Untold>> byJob = new LinkedHashMap<>();
    reader
        .untold(owner, MOST)
        .forEach(each -> byJob.computeIfAbsent(each.job(), j -> new ArrayList<>()).add(each));
    byJob.forEach(
        (job, slots) -> {
          Untold first = slots.get(0);
          report(
              owner,
              first.promise(),
              new Told(job, first.due(), FailureType.MISSED.name()),
              "Due " + first.due() + ". " + first.message() + more(slots.size() - 1, "missed too"),
              FailureType.MISSED.remedy(),
              first.message().startsWith(SlotJudge.NO_SERVER)
                  ? NO_SERVER
                  : Cause.own(FailureType.MISSED.name(), job));
          log.toldMissed(slots.stream().map(Untold::id).toList(), now);
        });
  }

  private static String more(int others, String what) {
    return others == 0 ? "" : " " + Spoken.count(others, "later slot") + " " + what + ".";
  }

  /** Tells of jobs that are good again; a run tells only of the red runs before it. */
  void tellGood(String owner, List<OpenSlot> good, Instant now) {
    if (good.isEmpty()) {
      return;
    }
    Map<String, Instant> troubled = reader.troubled(owner);
    for (OpenSlot slot : good) {
      Instant latest = troubled.get(slot.job());
      Promise promise = slot.promise();
      SlotFacts.Run run = slot.run();
      if (latest != null && run != null && !slot.due().isBefore(latest)) {
        troubled.remove(slot.job());
        sender.report(
            owner,
            Report.good(
                new Notice.Item(
                    slot.job(),
                    promise == null ? slot.job() : promise.jobName(),
                    slot.due(),
                    OK,
                    run.message(),
                    slot.workflowId(),
                    run.runId()),
                promise == null ? null : promise.alerts()));
        log.toldGood(owner, slot.job(), slot.due(), now);
      }
    }
  }

  private void report(
      String owner,
      @Nullable Promise promise,
      Told told,
      String message,
      String remedy,
      String cause) {
    sender.report(
        owner,
        Report.bad(
            new Notice.Item(
                told.job(),
                promise == null ? told.job() : promise.jobName(),
                told.due(),
                told.verdict(),
                message,
                null,
                null),
            remedy,
            cause,
            promise == null ? null : promise.alerts()));
  }

  private record Told(String job, Instant due, String verdict) {}
}
