package dev.reveille.activities.ledger;

import dev.reveille.activities.record.AlertSender;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.slot.Watched;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunReader;
import dev.reveille.runlog.SlotLog;
import dev.reveille.runlog.SlotReader;
import dev.reveille.runlog.SlotReader.Spec;
import dev.reveille.workflows.LedgerActivity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * One look over an owner's slots: what is promised now, what came due, what became of it, and who
 * must be told. Each part is bounded, and what is left is for the next look. Thread-safe,
 * idempotent.
 */
public final class LedgerKeeping implements LedgerActivity {
  /** Runs without a slot are taken in when they have had the time to get one. */
  private static final Duration TO_GET_A_SLOT = Duration.ofMinutes(1);

  private static final Duration ADOPTION = Duration.ofHours(1);

  private final SlotLog log;
  private final SpecWatch specs;
  private final SlotWriting writing;
  private final SlotJudging judging;
  private final Repair repair;
  private final BootWatch boots;
  private final Clock clock;

  public LedgerKeeping(Sight sight, RunLog log, RunReader reader, AlertSender sender, Clock clock) {
    this.log = log.slotLog();
    SlotReader slots = reader.slots();
    this.specs = new SpecWatch(sight, slots, this.log);
    this.writing = new SlotWriting(this.log);
    this.boots = new BootWatch(reader.boots(), log, sender);
    this.repair = new Repair(sight, slots, log, sender);
    this.judging =
        new SlotJudging(sight, slots, this.log, new SlotAlerts(slots, this.log, sender), repair);
    this.clock = clock;
  }

  @Override
  public Looked look(Look look) {
    Instant now = clock.instant();
    String owner = look.owner();
    log.leaving(owner, look.leaving(), now);
    SpecWatch.Seen seen = specs.look(owner, look.since(), now);
    boolean more = writing.write(seen, now);
    repair.repair(owner, now);
    log.adopt(owner, now.minus(ADOPTION), now.minus(TO_GET_A_SLOT));
    Map<String, Watched> standing = new HashMap<>();
    Map<String, AlertPolicy> policies = new HashMap<>();
    for (Spec spec : seen.specs()) {
      if (spec.until() == null) {
        standing.put(spec.promise().job(), spec.watched());
        policies.put(spec.promise().job(), spec.promise().alerts());
      }
    }
    boots.look(owner, policies, now);
    long after = judging.judge(owner, standing, look.after(), now);
    return new Looked(more || seen.more() || after > 0, after, standing.size());
  }
}
