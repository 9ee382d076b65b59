package dev.reveille.workflows;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.SessionQueue.Grant;
import dev.reveille.workflows.SessionQueue.Joined;
import dev.reveille.workflows.SessionQueue.Release;
import dev.reveille.workflows.SessionQueue.State;
import dev.reveille.workflows.SessionQueue.Turn;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who has a session and who waits for it; decides, and asks nobody. */
final class SessionLine {
  /** Whom the details name; the others are counted. */
  private static final int NAMED = 20;

  private static final Comparator<Turn> ORDER =
      Comparator.comparing(Turn::due)
          .thenComparing(Turn::job)
          .thenComparing(turn -> turn.run().workflowId())
          .thenComparing(turn -> turn.run().runId());

  private final SessionName session;
  private final TreeSet<Turn> waiting = new TreeSet<>(ORDER);
  private @Nullable Turn holder;
  private long epoch;
  private @Nullable String hostQueue;

  SessionLine(State carried) {
    session = carried.session();
    waiting.addAll(carried.waiting());
    holder = carried.holder();
    epoch = carried.epoch();
    hostQueue = carried.hostQueue();
  }

  Joined join(Turn turn) {
    if (!holds(turn.run())) {
      waiting.add(turn);
    }
    int before = holds(turn.run()) ? 0 : waiting.headSet(turn).size() + (holder == null ? 0 : 1);
    return new Joined(before, holder == null ? null : holder.job());
  }

  /** The turn that is now to be granted; null when the session is taken or nobody wants it. */
  @Nullable Turn next() {
    return holder == null && !waiting.isEmpty() ? waiting.first() : null;
  }

  /**
   * Gives the session to a turn. Epochs grow with the clock too, so that a line begun anew does not
   * fall behind the one that was lost.
   */
  Grant grant(Turn turn, Instant now) {
    waiting.remove(turn);
    holder = turn;
    epoch = Math.max(epoch + 1, now.toEpochMilli());
    return new Grant(epoch, hostQueue);
  }

  void release(Release release) {
    waiting.removeIf(turn -> turn.run().equals(release.run()));
    if (holds(release.run())) {
      holder = null;
      hostQueue = release.hostQueue() == null ? hostQueue : release.hostQueue();
    }
  }

  /** Takes the session from a run that is closed; where its agent was is still worth a look. */
  void drop(Turn turn) {
    release(new Release(turn.run(), null));
  }

  @Nullable Turn holder() {
    return holder;
  }

  /** Whether somebody waits for another's turn to end. */
  boolean isWaitedFor() {
    return holder != null && !waiting.isEmpty();
  }

  State state() {
    return new State(session, holder, epoch, hostQueue, waiting.stream().toList());
  }

  String details() {
    StringBuilder words = new StringBuilder("The ").append(session.words());
    words.append(holder == null ? " is free." : ": the turn of " + named(holder) + ".");
    if (!waiting.isEmpty()) {
      words.append("\n\nWaiting, ").append(Spoken.count(waiting.size(), "turn")).append(":");
      waiting.stream().limit(NAMED).forEach(turn -> words.append("\n- ").append(named(turn)));
      if (waiting.size() > NAMED) {
        words.append("\n- and ").append(waiting.size() - NAMED).append(" more");
      }
    }
    return words.toString();
  }

  private static String named(Turn turn) {
    return turn.job() + ", due " + turn.due();
  }

  private boolean holds(RunKey run) {
    return holder != null && holder.run().equals(run);
  }
}
