package dev.reveille.activities.lease;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what this host holds in step with what Temporal says: an agent whose run is no longer
 * running is killed, and the record of a run that was ended at work is closed; the ledger closes
 * all others. Driven from outside, one call at a time.
 */
public final class LeaseKeeper {
  /** How often {@link #renew} is to be called. */
  public static final Duration RENEWAL = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private final Leases leases;
  private final Runs runs;
  private final RunLog log;
  private final RunReader reader;
  private final Clock clock;
  private final String host;

  public LeaseKeeper(
      Leases leases, Runs runs, RunLog log, RunReader reader, Clock clock, String host) {
    this.leases = leases;
    this.runs = runs;
    this.log = log;
    this.reader = reader;
    this.clock = clock;
    this.host = host;
  }

  /**
   * Asks after every leased run, and ends the leases of those that are over; closes the records of
   * runs that were terminated at work.
   */
  public void renew() {
    for (Lease lease : leases.all()) {
      try {
        if (lease.abandoned(clock.instant())) {
          lease.revoke("its run never came for it");
          continue;
        }
        runs.closed(lease.key()).ifPresent(closed -> close(lease, closed));
      } catch (RuntimeException e) {
        LOG.warn("{}: its lease could not be renewed; trying again", lease.key(), e);
      }
    }
    leases.takeDoubted().forEach(this::closeIfOver);
  }

  private void closeIfOver(RunKey key) {
    try {
      boolean unsettled = reader.find(key, 0).map(run -> run.verdict() == null).orElse(false);
      if (unsettled) {
        runs.closed(key).ifPresent(closed -> settle(key, 0, closed));
      }
    } catch (RuntimeException e) {
      leases.doubt(key);
      LOG.warn("{}: its record could not be closed; trying again", key, e);
    }
  }

  private void close(Lease lease, Runs.Closed closed) {
    lease.revoke("the run was " + closed.how());
    settle(lease.key(), lease.attempt(), closed);
  }

  private void settle(RunKey key, int attempt, Runs.Closed closed) {
    Instant now = clock.instant();
    log.event(key, new RunEvent(now, EventType.TERMINATED, attempt, "", host, Map.of()));
    log.settle(
        new RunSettled(key, closed.status(), closed.verdict(), closed.message(), List.of(), now));
  }
}
