package dev.reveille.workflows;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.BootPolicy;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.workflows.AttachActivity.Attached;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.Request;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attempt to go on with the agent that a shared session has already. Whatever comes in its way
 * is written down, and then an agent is started: that is the only sign of a lost one.
 */
final class AttachStep {
  private final BootPolicy policy;
  private final Progress progress;
  private final Recorder recorder;
  private final Narrator narrator;

  AttachStep(BootPolicy policy, Progress progress, Recorder recorder, Narrator narrator) {
    this.policy = policy;
    this.progress = progress;
    this.recorder = recorder;
    this.narrator = narrator;
  }

  /** The agent, ready for the turn; null when one has to be started. */
  @Nullable Booted attach(Request request, String hostQueue) {
    narrator.attaching();
    try {
      Attached attached =
          Workflow.newActivityStub(
                  AttachActivity.class,
                  OnHost.options(hostQueue, policy.timeout(), narrator.attachSummary()))
              .attach(request);
      if (attached.booted() == null && attached.why() != null) {
        restarts(attached.why());
      }
      return attached.booted();
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure cancelled) {
        throw cancelled;
      }
      restarts(reason(failure, request));
      return null;
    }
  }

  private String reason(ActivityFailure failure, Request request) {
    Throwable cause = failure.getCause();
    if (cause instanceof ApplicationFailure reported) {
      progress.bootAttempts(StepFailures.attempt(reported).orElse(request.attemptsBefore() + 1));
      return Spoken.sentence(
          reported.getOriginalMessage() == null
              ? "its agent could not go on"
              : reported.getOriginalMessage());
    }
    if (cause instanceof TimeoutFailure timeout) {
      return switch (timeout.getTimeoutType()) {
        case TIMEOUT_TYPE_SCHEDULE_TO_START -> "the host of its agent is gone";
        default -> {
          progress.bootAttempts(request.attemptsBefore() + 1);
          yield "the host of its agent fell silent";
        }
      };
    }
    return "its agent could not be asked: " + cause;
  }

  private void restarts(String why) {
    narrator.restarting(why);
    recorder.note(
        List.of(
            new RunEvent(
                RunTimes.now(),
                EventType.SESSION_RESTARTED,
                progress.bootAttempts(),
                "",
                null,
                Map.of("reason", TextNode.valueOf(why)))));
  }
}
