package dev.reveille.activities.watch;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one step of a run from outside its thread, which Temporal never interrupts: ends it at
 * its limit, and when a heartbeat tells that nobody waits for it any more. Ending means running
 * what was registered by {@link #onEnd}; the step's own thread then fails by itself.
 */
public final class Watchdog implements AutoCloseable {
  /** Short steps send no heartbeat at all, which keeps a run as cheap as a bare one. */
  private static final Duration FIRST_HEARTBEAT = Duration.ofSeconds(2);

  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final ScheduledExecutorService CLOCK =
      Executors.newScheduledThreadPool(2, task -> daemon(task, "watchdog"));
  private static final ExecutorService HANDS =
      Executors.newCachedThreadPool(task -> daemon(task, "watchdog-end"));

  /** Why a step was ended from outside. */
  public enum End {
    /** Its limit was reached. */
    LIMIT,
    /** The run was cancelled, terminated or reset, or the attempt was given to another. */
    GONE,
    /** The worker process is stopping. */
    STOPPING
  }

  private final AtomicReference<@Nullable End> end = new AtomicReference<>();
  private final List<Runnable> endings = new ArrayList<>();
  private final List<ScheduledFuture<?>> timers = new ArrayList<>();
  private @Nullable ActivityCompletionException gone;

  private Watchdog() {}

  /**
   * Begins to watch.
   *
   * @param limit from now
   */
  public static Watchdog start(Duration limit, ActivityExecutionContext activity) {
    Watchdog watchdog = new Watchdog();
    watchdog.timers.add(
        CLOCK.schedule(() -> watchdog.end(End.LIMIT), limit.toNanos(), TimeUnit.NANOSECONDS));
    watchdog.timers.add(
        CLOCK.scheduleWithFixedDelay(
            () -> watchdog.heartbeat(activity),
            FIRST_HEARTBEAT.toMillis(),
            HEARTBEAT.toMillis(),
            TimeUnit.MILLISECONDS));
    return watchdog;
  }

  /** Registers what ends the step; run at once when it has been ended already. */
  public void onEnd(Runnable ending) {
    synchronized (endings) {
      if (end.get() == null) {
        endings.add(ending);
        return;
      }
    }
    ending.run();
  }

  /** Why the step was ended, or null if it was not. */
  public @Nullable End ended() {
    return end.get();
  }

  /** What Temporal said when the step was no longer wanted; null otherwise. */
  public synchronized @Nullable ActivityCompletionException gone() {
    return gone;
  }

  /** Ends the step for a reason; the first reason stands. Returns at once. */
  public void end(End reason) {
    List<Runnable> now;
    synchronized (endings) {
      if (!end.compareAndSet(null, reason)) {
        return;
      }
      now = List.copyOf(endings);
    }
    for (Runnable ending : now) {
      HANDS.execute(() -> runQuietly(ending));
    }
  }

  private static void runQuietly(Runnable ending) {
    try {
      ending.run();
    } catch (RuntimeException e) {
      LOG.warn("ending a step failed", e);
    }
  }

  private void heartbeat(ActivityExecutionContext activity) {
    try {
      activity.heartbeat(null);
    } catch (ActivityCompletionException e) {
      synchronized (this) {
        gone = e;
      }
      end(End.GONE);
    } catch (RuntimeException e) {
      LOG.debug("a heartbeat was not sent: {}", e.getMessage());
    }
  }

  /** Stops watching; the step is over. */
  @Override
  public void close() {
    timers.forEach(timer -> timer.cancel(false));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
