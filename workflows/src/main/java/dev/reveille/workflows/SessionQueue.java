package dev.reveille.workflows;

import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grants the turns of one shared session: one at a time, of those that wait the earliest due first.
 * It runs nothing itself; who holds the grant boots and executes on its own.
 */
@WorkflowInterface
public interface SessionQueue {
  String TYPE = "SessionQueue";
  String RELEASED = "released";

  /** Runs for ever, continuing as new when the server suggests it. */
  @WorkflowMethod(name = TYPE)
  void run(State carried);

  /** Asks for a turn. Asking again changes nothing. */
  @UpdateMethod(name = "join")
  Joined join(Turn turn);

  /** A run no longer needs its turn, or no longer waits for one. */
  @SignalMethod(name = RELEASED)
  void released(Release release);

  /** A turn that somebody asks for. */
  record Turn(RunKey run, String job, Instant due) {}

  /**
   * How it stands when a turn was asked for.
   *
   * @param before turns that come first, with the one at work
   * @param atWork whose turn it is; null when nobody's
   */
  record Joined(int before, @Nullable String atWork) {}

  /**
   * The right to the session until it is released.
   *
   * @param epoch higher for each grant; what a host has seen of a higher one ends a lower one
   * @param hostQueue of the host where the session's agent was last; null when none is known
   */
  record Grant(long epoch, @Nullable String hostQueue) {}

  /**
   * The end of a turn.
   *
   * @param hostQueue of the host where the session's agent now is; null when the turn had none
   */
  record Release(RunKey run, @Nullable String hostQueue) {}

  /** What one run of this workflow hands to the next. */
  record State(
      SessionName session,
      @Nullable Turn holder,
      long epoch,
      @Nullable String hostQueue,
      List<Turn> waiting) {
    public State {
      waiting = List.copyOf(waiting);
    }

    /** Of a session that nobody has used yet. */
    public static State of(SessionName session) {
      return new State(session, null, 0, null, List.of());
    }
  }
}
