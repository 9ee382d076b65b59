package dev.reveille.workflows;

import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import org.slf4j.Logger;

/**
 * Drives a {@link SessionLine}. While somebody waits, it looks after the run whose turn it is: one
 * that was terminated can tell nobody. Endless and upgraded in flight, so a change of its commands
 * needs {@code Workflow.getVersion}.
 */
public class SessionQueueImpl implements SessionQueue {
  static final Duration FIRST_LOOK = Duration.ofSeconds(5);
  static final Duration LATER_LOOKS = Duration.ofSeconds(30);

  private static final Logger LOG = Workflow.getLogger(SessionQueueImpl.class);

  private final SessionLine line;
  private final SessionActivity runs =
      Workflow.newActivityStub(
          SessionActivity.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(Queues.RUN)
              .setStartToCloseTimeout(Duration.ofSeconds(10))
              .setScheduleToCloseTimeout(Duration.ofSeconds(30))
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
              .setSummary("look after the run whose turn it is")
              .build());

  /** Before {@link #run}, since turns are asked for with the very start. */
  @WorkflowInit
  public SessionQueueImpl(State carried) {
    line = new SessionLine(carried);
  }

  @Override
  public Joined join(Turn turn) {
    Joined joined = line.join(turn);
    Workflow.setCurrentDetails(line.details());
    return joined;
  }

  @Override
  public void released(Release release) {
    line.release(release);
  }

  @Override
  public void run(State carried) {
    while (!Workflow.getInfo().isContinueAsNewSuggested()) {
      Turn next = line.next();
      if (next != null) {
        grant(next);
      }
      Workflow.setCurrentDetails(line.details());
      Turn holder = line.holder();
      if (holder != null) {
        watch(holder);
      } else {
        Workflow.await(() -> line.next() != null || isOver());
      }
    }
    Workflow.await(Workflow::isEveryHandlerFinished);
    Workflow.continueAsNew(line.state());
  }

  private static boolean isOver() {
    return Workflow.getInfo().isContinueAsNewSuggested();
  }

  private void grant(Turn turn) {
    Grant grant = line.grant(turn, RunTimes.now());
    WorkflowExecution run =
        WorkflowExecution.newBuilder()
            .setWorkflowId(turn.run().workflowId())
            .setRunId(turn.run().runId())
            .build();
    if (!Signals.tell(run, JobRun.GRANTED, grant)) {
      LOG.info("{} is closed and gets no turn", turn.run());
      line.drop(turn);
    }
  }

  /** Returns when the turn is over, or when this run of the workflow should be. */
  private void watch(Turn turn) {
    Duration pause = FIRST_LOOK;
    while (has(turn) && !isOver()) {
      if (!line.isWaitedFor()) {
        Workflow.await(() -> !has(turn) || line.isWaitedFor() || isOver());
      } else if (!Workflow.await(pause, () -> !has(turn) || isOver())) {
        if (isClosed(turn)) {
          line.drop(turn);
        }
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LATER_LOOKS) < 0 ? twice : LATER_LOOKS;
      }
      Workflow.setCurrentDetails(line.details());
    }
  }

  private boolean has(Turn turn) {
    return turn.equals(line.holder());
  }

  /** A run that cannot be asked after keeps its turn. */
  private boolean isClosed(Turn turn) {
    try {
      return runs.closed(turn.run());
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure cancelled) {
        throw cancelled;
      }
      LOG.warn("{} cannot be asked after", turn.run(), failure);
      return false;
    }
  }
}
