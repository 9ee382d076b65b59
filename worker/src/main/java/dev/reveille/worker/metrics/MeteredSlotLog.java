package dev.reveille.worker.metrics;

import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.SlotOutcome.Kind;
import dev.reveille.domain.slot.Watched;
import dev.reveille.runlog.SlotLog;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts missed slots, once each has been written as such. */
final class MeteredSlotLog implements SlotLog {
  private final SlotLog log;
  private final WorkerMetrics metrics;

  MeteredSlotLog(SlotLog log, WorkerMetrics metrics) {
    this.log = log;
    this.metrics = metrics;
  }

  @Override
  public void promise(Promise promise, @Nullable Instant next, Watched watched, Instant seenAt) {
    log.promise(promise, next, watched, seenAt);
  }

  @Override
  public void seen(Collection<Long> specs, Watched watched, Instant at) {
    log.seen(specs, watched, at);
  }

  @Override
  public void leaving(String owner, Collection<String> jobs, Instant at) {
    log.leaving(owner, jobs, at);
  }

  @Override
  public void end(long spec, Instant until) {
    log.end(spec, until);
  }

  @Override
  public void slots(long spec, List<NewSlot> slots, @Nullable Instant next) {
    log.slots(spec, slots, next);
  }

  @Override
  public int adopt(String owner, Instant openedSince, Instant openedBefore) {
    return log.adopt(owner, openedSince, openedBefore);
  }

  @Override
  public List<Decision> decide(List<Decision> decisions, Instant at) {
    List<Decision> written = log.decide(decisions, at);
    written.stream()
        .filter(decision -> decision.outcome().kind() == Kind.MISSED)
        .forEach(decision -> metrics.missed(decision.job()));
    return written;
  }

  @Override
  public void toldMissed(Collection<Long> slots, Instant at) {
    log.toldMissed(slots, at);
  }

  @Override
  public void toldQueued(Collection<Long> slots, Instant at) {
    log.toldQueued(slots, at);
  }

  @Override
  public void toldGood(String owner, String job, Instant due, Instant at) {
    log.toldGood(owner, job, due, at);
  }
}
