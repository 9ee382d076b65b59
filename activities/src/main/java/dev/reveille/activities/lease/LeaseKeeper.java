package dev.reveille.activities.lease;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
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
 * running is killed, and a record that nobody settled is closed. Driven from outside, one call at a
 * time.
 */
public final class LeaseKeeper {
  /** How often {@link #renew} is to be called. */
  public static final Duration RENEWAL = Duration.ofSeconds(10);

  /** How often {@link #sweep} is to be called. */
  public static final Duration SWEEP = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final Duration SETTLING = Duration.ofSeconds(30);
  private static final int BATCH = 200;

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

  /** Closes the records of runs that ended without settling, such as terminated ones. */
  public void sweep() {
    List<RunKey> open = reader.open(clock.instant().minus(SETTLING), BATCH);
    for (RunKey key : open) {
      try {
        if (!leases.holds(key)) {
          runs.closed(key).ifPresent(closed -> settle(key, 0, closed));
        }
      } catch (RuntimeException e) {
        LOG.warn("{}: its record could not be closed; trying again", key, e);
      }
    }
  }

  private void settle(RunKey key, int attempt, Runs.Closed closed) {
    Instant now = clock.instant();
    log.event(key, new RunEvent(now, EventType.TERMINATED, attempt, "", host, Map.of()));
    String verdict =
        closed.status() == RunStatus.CANCELLED
            ? FailureType.CANCELLED.name()
            : FailureType.INTERNAL.name();
    log.settle(
        new RunSettled(
            key, closed.status(), verdict, "The run was " + closed.how() + ".", List.of(), now));
  }
}
