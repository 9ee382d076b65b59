package dev.reveille.worker;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.activities.ping.Pinger;
import dev.reveille.activities.web.Web;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.runlog.RunLog;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker's pings, with the threads that bring them. */
final class Pings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pings.class);
  private static final int THREADS = 4;

  /** The last runs' ends are told in this time; a watcher that does not answer waits no longer. */
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final ScheduledThreadPoolExecutor threads;
  private final Pinger pinger;

  private Pings(ScheduledThreadPoolExecutor threads, Pinger pinger) {
    this.threads = threads;
    this.pinger = pinger;
  }

  static Pings open(Web web, UnaryOperator<@Nullable String> secrets, RunLog log, Clock clock) {
    ScheduledThreadPoolExecutor threads =
        new ScheduledThreadPoolExecutor(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "ping");
              thread.setDaemon(true);
              return thread;
            });
    Pinger pinger =
        new Pinger(
            web,
            secrets,
            (delay, work) -> later(threads, delay, work),
            (run, signal, why) ->
                log.event(
                    run,
                    new RunEvent(
                        clock.instant(),
                        EventType.PING_FAILED,
                        0,
                        signal.name(),
                        null,
                        Map.of("what", TextNode.valueOf(why)))));
    return new Pings(threads, pinger);
  }

  private static void later(ScheduledThreadPoolExecutor threads, Duration delay, Runnable work) {
    try {
      threads.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("a ping is left out, since the worker has ended");
    }
  }

  Pinger pinger() {
    return pinger;
  }

  @Override
  public void close() {
    try {
      pinger.flush(FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
