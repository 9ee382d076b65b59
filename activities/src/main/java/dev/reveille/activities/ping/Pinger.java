package dev.reveille.activities.ping;

import dev.reveille.activities.web.Web;
import dev.reveille.domain.job.Ping;
import dev.reveille.domain.run.RunKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pings outside watchers. Nobody waits for a ping: each is handed over here and tried for about a
 * quarter of an hour, those to one watcher one after the other. What a dying worker takes with it
 * is lost, and then the watcher alarms, which is what it is for. Thread-safe.
 */
public final class Pinger {
  private static final Logger LOG = LoggerFactory.getLogger(Pinger.class);
  private static final int MOST_WAITING = 100;

  /** Between two tries; after the last of them a ping is given up. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(3),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5));

  private final Errand errand;
  private final Timer timer;
  private final Lost lost;

  /**
   * What waits for each watcher, the first being tried; a watcher for whom nothing waits is out.
   */
  private final Map<Ping, Deque<Waiting>> lanes = new HashMap<>();

  /** Is told of a run's ping that was given up. */
  @FunctionalInterface
  public interface Lost {
    void lost(RunKey run, Signal signal, String why);
  }

  /**
   * @param secrets the value of an environment variable, or null
   */
  public Pinger(Web web, UnaryOperator<@Nullable String> secrets, Timer timer, Lost lost) {
    this.errand = new Errand(web, secrets);
    this.timer = timer;
    this.lost = lost;
  }

  /**
   * Tells a watcher. Returns at once.
   *
   * @param run whose beginning or end it is; null for what has no run
   * @param body what a person may want to read there; cut at 10 kB
   */
  public void send(Ping to, Signal signal, @Nullable RunKey run, String body) {
    boolean first;
    synchronized (lanes) {
      Deque<Waiting> lane = lanes.get(to);
      first = lane == null;
      if (lane == null) {
        lane = new ArrayDeque<>();
        lanes.put(to, lane);
      }
      if (lane.size() == MOST_WAITING) {
        lane.removeFirst();
      }
      lane.addLast(new Waiting(signal, run, body));
    }
    if (first) {
      timer.after(Duration.ZERO, () -> next(to));
    }
  }

  private void next(Ping to) {
    Waiting waiting = head(to);
    if (waiting == null) {
      return;
    }
    try {
      errand.send(to, waiting);
    } catch (Errand.Failed failed) {
      int tries = waiting.tried();
      if (!failed.forGood && tries < PAUSES.size()) {
        timer.after(PAUSES.get(tries), () -> next(to));
        return;
      }
      giveUp(waiting, String.valueOf(failed.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    synchronized (lanes) {
      lane(to).remove(waiting);
    }
    timer.after(Duration.ZERO, () -> next(to));
  }

  private @Nullable Waiting head(Ping to) {
    synchronized (lanes) {
      Deque<Waiting> lane = lane(to);
      Waiting head = lane.peekFirst();
      while (head != null && isOvertaken(head, lane)) {
        lane.removeFirst();
        head = lane.peekFirst();
      }
      if (head == null) {
        lanes.remove(to);
        lanes.notifyAll();
      }
      return head;
    }
  }

  private Deque<Waiting> lane(Ping to) {
    Deque<Waiting> lane = lanes.get(to);
    return lane == null ? new ArrayDeque<>() : lane;
  }

  private static boolean isOvertaken(Waiting head, Deque<Waiting> lane) {
    return lane.stream().anyMatch(head::isOvertakenBy);
  }

  private void giveUp(Waiting waiting, String why) {
    LOG.warn("a ping ({}) of {} never arrived: {}", waiting.signal, waiting.run, why);
    if (waiting.run != null) {
      try {
        lost.lost(waiting.run, waiting.signal, why);
      } catch (RuntimeException e) {
        LOG.warn("the loss of a ping of {} could not be recorded", waiting.run, e);
      }
    }
  }

  /** Waits until nothing is on its way, or the time is over. */
  public void flush(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (lanes) {
      while (!lanes.isEmpty()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return;
        }
        lanes.wait(left);
      }
    }
  }
}
