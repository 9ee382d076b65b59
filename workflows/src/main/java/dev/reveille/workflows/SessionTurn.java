package dev.reveille.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.BootActivity.SessionGrant;
import dev.reveille.workflows.SessionQueue.Grant;
import dev.reveille.workflows.SessionQueue.Joined;
import dev.reveille.workflows.SessionQueue.Release;
import dev.reveille.workflows.SessionQueue.Turn;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A run's part in a shared session: waits for its turn, and gives it back. */
final class SessionTurn {
  /** A queue that somebody ended is begun anew by those who still wait for it. */
  static final Duration ASK_AGAIN = Duration.ofMinutes(5);

  private static final Logger LOG = Workflow.getLogger(SessionTurn.class);

  private final SessionName session;
  private final Turn turn;
  private final Duration patience;
  private final Supplier<@Nullable Grant> granted;
  private final Recorder recorder;
  private final Narrator narrator;
  private final Progress progress;

  /**
   * @param granted what the queue said so far; null while this run waits
   */
  SessionTurn(
      SessionName session,
      JobDefinition definition,
      Instant due,
      Supplier<@Nullable Grant> granted,
      Progress progress,
      Recorder recorder,
      Narrator narrator) {
    WorkflowInfo info = Workflow.getInfo();
    this.session = session;
    this.turn = new Turn(new RunKey(info.getWorkflowId(), info.getRunId()), definition.id(), due);
    this.patience = patience(definition);
    this.granted = granted;
    this.recorder = recorder;
    this.narrator = narrator;
    this.progress = progress;
  }

  /** A turn of others takes minutes, so that the wait for a seat alone would often be too short. */
  private static Duration patience(JobDefinition definition) {
    Duration seat = definition.boot().maxQueue();
    Duration provider = definition.pin() == null ? seat : definition.pin().patience();
    return seat.compareTo(provider) > 0 ? seat : provider;
  }

  /** Waits until the session is this run's own; the next boot is told so. */
  void take() throws RunFailed {
    Instant begun = RunTimes.now();
    Joined joined = null;
    Duration left = patience;
    while (granted.get() == null && !left.isNegative() && !left.isZero()) {
      Joined answer = join(left);
      if (joined == null) {
        joined = answer;
        note(EventType.QUEUED, waits(answer));
      }
      narrator.queued(session, answer, left);
      Duration pause = left.compareTo(ASK_AGAIN) < 0 ? left : ASK_AGAIN;
      Workflow.await(pause, () -> granted.get() != null);
      left = patience.minus(Duration.between(begun, RunTimes.now()));
    }
    Grant grant = granted.get();
    if (grant == null) {
      throw tooLong(joined);
    }
    long waited = Duration.between(begun, RunTimes.now()).toMillis();
    note(
        EventType.SESSION_GRANTED,
        Map.of("waitedMillis", LongNode.valueOf(waited), "epoch", LongNode.valueOf(grant.epoch())));
    progress.granted(new SessionGrant(session, grant.epoch(), waited, grant.hostQueue()));
  }

  private Joined join(Duration left) throws RunFailed {
    SessionActivity queue =
        Workflow.newActivityStub(
            SessionActivity.class,
            ActivityOptions.newBuilder()
                .setTaskQueue(Queues.RUN)
                .setStartToCloseTimeout(Duration.ofSeconds(20))
                .setScheduleToCloseTimeout(left)
                .setRetryOptions(
                    RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(200))
                        .setMaximumInterval(Duration.ofSeconds(10))
                        .build())
                .setSummary("ask for a turn of " + session.words())
                .build());
    try {
      return queue.join(session, turn);
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure cancelled) {
        throw cancelled;
      }
      LOG.warn("{}: its queue could not be asked", session, failure);
      throw tooLong(null);
    }
  }

  private Map<String, JsonNode> waits(Joined joined) {
    return joined.atWork() == null
        ? Map.of("before", IntNode.valueOf(joined.before()))
        : Map.of(
            "before",
            IntNode.valueOf(joined.before()),
            "atWork",
            TextNode.valueOf(joined.atWork()));
  }

  private RunFailed tooLong(@Nullable Joined joined) {
    String before =
        joined == null
            ? " Its queue could not be asked."
            : " When it came, "
                + Spoken.count(joined.before(), "turn")
                + (joined.before() == 1 ? " was" : " were")
                + " before it"
                + (joined.atWork() == null ? "." : ", at work " + joined.atWork() + ".");
    return RunFailed.unseen(
        FailureType.MISSED,
        "The "
            + session.words()
            + " was not free within "
            + Spoken.duration(patience)
            + " (the longer of patience and boot.maxQueue)."
            + before,
        EventType.MISSED);
  }

  /** Gives the session back, or leaves its queue; a queue that is gone needs no word of it. */
  void release() {
    WorkflowExecution queue =
        WorkflowExecution.newBuilder().setWorkflowId(Queues.session(session)).build();
    Release release = new Release(turn.run(), progress.hostQueue());
    Workflow.newDetachedCancellationScope(
            () -> {
              if (!Signals.tell(queue, SessionQueue.RELEASED, release)) {
                LOG.info("{} has no queue any more", session);
              }
            })
        .run();
  }

  private void note(EventType event, Map<String, JsonNode> detail) {
    Map<String, JsonNode> all = new HashMap<>(detail);
    all.put("session", TextNode.valueOf(session.target()));
    recorder.note(List.of(new RunEvent(RunTimes.now(), event, 0, "session", null, all)));
  }
}
