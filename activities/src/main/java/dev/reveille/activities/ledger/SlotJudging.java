package dev.reveille.activities.ledger;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.SlotFacts;
import dev.reveille.domain.slot.SlotFacts.OnServer;
import dev.reveille.domain.slot.SlotJudge;
import dev.reveille.domain.slot.Watched;
import dev.reveille.runlog.SlotLog;
import dev.reveille.runlog.SlotLog.Decision;
import dev.reveille.runlog.SlotReader;
import dev.reveille.runlog.SlotReader.OpenSlot;
import dev.reveille.workflows.RecordActivity.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out what became of slots: from the run log where it knows, else by Describe of the slot's
 * own workflow, so many a look.
 */
final class SlotJudging {
  private static final int PAGE = 1_000;
  private static final int MOST_ASKED = 200;

  /** A workflow that goes on is asked after again so much later. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(50);

  /** How long after a slot the state of its schedule still explains why it did not run. */
  private static final Duration EXPLAINS = Duration.ofSeconds(90);

  /** When a run that closed must have got its record, had it been able to. */
  private static final Duration RECORDED = Duration.ofMinutes(3);

  /** How far back a run can overtake what was said of its slot. */
  private static final Duration OVERTAKING = Duration.ofHours(2);

  private final Sight sight;
  private final SlotReader reader;
  private final SlotLog log;
  private final SlotAlerts alerts;
  private final Repair repair;
  private final Map<Long, Instant> underWay = new ConcurrentHashMap<>();

  SlotJudging(Sight sight, SlotReader reader, SlotLog log, SlotAlerts alerts, Repair repair) {
    this.sight = sight;
    this.reader = reader;
    this.log = log;
    this.alerts = alerts;
    this.repair = repair;
  }

  /**
   * Judges open slots after one.
   *
   * @param standing how each job's schedule stands now
   * @return the slot to go on after; 0 when all were looked at
   */
  long judge(String owner, Map<String, Watched> standing, long after, Instant now) {
    Map<Long, OpenSlot> decided = new HashMap<>();
    List<Decision> decisions = new ArrayList<>();
    for (OpenSlot slot : reader.overtaken(owner, now.minus(OVERTAKING), PAGE)) {
      decided.put(slot.id(), slot);
      decide(slot, facts(owner, slot, OnServer.NOT_ASKED, slot.watched()), now, decisions);
    }
    List<OpenSlot> open = reader.undecided(owner, now, after, PAGE);
    List<SlotAlerts.Late> late = new ArrayList<>();
    int asked = 0;
    long last = open.size() == PAGE ? open.get(PAGE - 1).id() : 0;
    for (OpenSlot slot : open) {
      OnServer onServer = OnServer.NOT_ASKED;
      if (slot.run() == null && isToBeAsked(slot, now)) {
        if (asked++ >= MOST_ASKED) {
          last = slot.id() - 1;
          break;
        }
        onServer = sight.run(slot.workflowId());
        noteUnderWay(slot, onServer, now);
        if (onServer == OnServer.CLOSED && now.isAfter(slot.latest().plus(RECORDED))) {
          repair.write(owner, slot.workflowId(), slot.due(), now);
        }
      }
      decided.put(slot.id(), slot);
      decide(slot, facts(owner, slot, onServer, watched(slot, standing, now)), now, decisions);
      alerts.late(slot, onServer, now).ifPresent(late::add);
    }
    List<OpenSlot> good = new ArrayList<>();
    for (Decision written : log.decide(decisions, now)) {
      if (written.outcome().verdict().equals(Verdict.OK)) {
        good.add(requireNonNull(decided.get(written.slot())));
      }
    }
    alerts.tellMissed(owner, now);
    alerts.tellGood(owner, good, now);
    alerts.tellLate(owner, late, now);
    return last;
  }

  private static void decide(
      OpenSlot slot, SlotFacts facts, Instant now, List<Decision> decisions) {
    SlotJudge.judge(facts, now)
        .ifPresent(outcome -> decisions.add(new Decision(slot.id(), slot.job(), outcome)));
  }

  private boolean isToBeAsked(OpenSlot slot, Instant now) {
    Instant before = underWay.get(slot.id());
    return !now.isBefore(slot.latest().plus(SlotJudge.LATENESS))
        && (before == null || !now.isBefore(before.plus(ASK_AGAIN)));
  }

  private void noteUnderWay(OpenSlot slot, OnServer onServer, Instant now) {
    underWay.values().removeIf(at -> at.isBefore(now.minus(ASK_AGAIN.multipliedBy(4))));
    if (onServer != OnServer.ABSENT) {
      underWay.put(slot.id(), now);
    }
  }

  private static Watched watched(OpenSlot slot, Map<String, Watched> standing, Instant now) {
    Watched then = slot.watched();
    Watched still = standing.get(slot.job());
    boolean explains = now.isBefore(slot.latest().plus(EXPLAINS));
    return still != null && explains && then == Watched.KEPT ? still : then;
  }

  private SlotFacts facts(String owner, OpenSlot slot, OnServer onServer, Watched watched) {
    Promise promise = slot.promise();
    Overlap overlap = promise == null ? Overlap.ALLOW_ALL : promise.overlap();
    boolean others =
        overlap == Overlap.SKIP || overlap == Overlap.BUFFER_ONE || overlap == Overlap.BUFFER_ALL;
    SlotFacts.Other other =
        onServer == OnServer.ABSENT && others
            ? reader.other(owner, slot.job(), slot.due(), slot.latest()).orElse(null)
            : null;
    return new SlotFacts(
        slot.job(),
        slot.due(),
        slot.latest(),
        slot.fold(),
        watched,
        overlap,
        promise == null ? Duration.ZERO : promise.catchup(),
        slot.run(),
        onServer,
        other,
        onServer == OnServer.ABSENT
            && other == null
            && reader.passedBy(owner, slot.job(), slot.due()));
  }
}
