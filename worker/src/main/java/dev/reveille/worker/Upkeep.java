package dev.reveille.worker;

import dev.reveille.activities.lease.LeaseKeeper;
import dev.reveille.activities.session.SharedSessions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker does regularly by itself, whatever Temporal asks of it. */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration TIDY_FIRST = Duration.ofMinutes(2);
  private static final Duration TIDY_THEN = Duration.ofHours(1);

  /** Three: leases are renewed while somebody tidies or puts an agent away. */
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          3,
          task -> {
            Thread thread = new Thread(task, "upkeep");
            thread.setDaemon(true);
            return thread;
          });

  Upkeep(LeaseKeeper keeper, SharedSessions sessions, Tidying tidying) {
    every(LeaseKeeper.RENEWAL, LeaseKeeper.RENEWAL, keeper::renew);
    every(SharedSessions.RENEWAL, SharedSessions.RENEWAL, sessions::renew);
    every(TIDY_FIRST, TIDY_THEN, tidying);
  }

  private void every(Duration first, Duration then, Runnable task) {
    threads.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException | Error e) {
            // Whatever leaves here would end these checks for good, and nobody would be told.
            if (!threads.isShutdown()) {
              LOG.warn("a regular check failed; it is tried again", e);
            }
          }
        },
        first.toMillis(),
        then.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
