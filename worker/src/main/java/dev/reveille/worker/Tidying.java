package dev.reveille.worker;

import dev.reveille.activities.place.Workspaces;
import dev.reveille.activities.session.SharedSessions;
import dev.reveille.domain.Spoken;
import dev.reveille.runlog.RunLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of what has grown old: kept workspaces, sessions, and records of runs. A writer of the
 * run log never waits for long, and has the database to itself for at least half of the time.
 */
final class Tidying implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);
  private static final Duration LEAST_REST = Duration.ofMillis(20);

  private final Workspaces workspaces;
  private final SharedSessions sessions;
  private final RunLog log;
  private final Duration retention;
  private final Clock clock;

  /**
   * @param retention of the records of runs, and of sessions after their last turn
   */
  Tidying(
      Workspaces workspaces, SharedSessions sessions, RunLog log, Duration retention, Clock clock) {
    this.workspaces = workspaces;
    this.sessions = sessions;
    this.log = log;
    this.retention = retention;
    this.clock = clock;
  }

  /** Blocks until nothing old is left, or the thread is interrupted. */
  @Override
  public void run() {
    Instant before = clock.instant().minus(retention);
    try {
      workspaces.prune(clock.instant(), retention);
      sessions.prune(retention);
      int gone = 0;
      int some;
      do {
        long began = System.nanoTime();
        some = log.prune(before);
        gone += some;
        rest(System.nanoTime() - began);
      } while (some > 0);
      if (gone > 0) {
        LOG.info(
            "let go of {} of before {}",
            Spoken.count(gone, "record"),
            before.truncatedTo(ChronoUnit.SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rest(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.max(LEAST_REST.toNanos(), nanos));
  }
}
