package dev.reveille.workflows;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.Trigger;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.Deferred;
import dev.reveille.workflows.BootProbe.Input;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Boots and dismisses, and records it as a run is recorded. Pinned, as {@link JobRunImpl} is. */
public final class BootProbeImpl implements BootProbe {
  /** How often a probe of a schedule looks for a calm host before it lets it be. */
  static final int LOOKS = 3;

  static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

  /** Whoever waits for a probe waits no longer than so many times for a provider or a login. */
  private static final int PUT_OFF = 3;

  @Override
  public Result run(Input input) {
    return OwnBugs.typed(() -> done(input));
  }

  private static Result done(Input input) {
    Instant due = Objects.requireNonNullElseGet(RunTimes.scheduled(), RunTimes::started);
    RunOpened opened = head(input, due);
    Progress progress = new Progress();
    Recorder recorder = new Recorder();
    End end = probed(input, opened, progress, recorder).heeded();
    Workflow.setCurrentDetails(end.verdict() + ": " + end.message());
    new Ending(opened, input.definition(), progress, recorder).close(end);
    return result(end, progress);
  }

  private static Result result(End end, Progress progress) {
    Booted booted = progress.booted();
    return booted == null
        ? new Result(end.verdict(), end.message(), null, null, List.of())
        : new Result(
            end.verdict(), end.message(), booted.millis(), booted.queuedMillis(), booted.stages());
  }

  private static RunOpened head(Input input, Instant due) {
    WorkflowInfo info = Workflow.getInfo();
    return BootProbe.head(
        input,
        new RunKey(info.getWorkflowId(), info.getRunId()),
        info.getFirstExecutionRunId(),
        info.getNamespace(),
        due,
        RunTimes.now());
  }

  private static End probed(Input input, RunOpened opened, Progress progress, Recorder recorder) {
    try {
      recorder.open(opened, firstEvents(), null);
      if (input.version() > Input.VERSION) {
        return End.failed(
            FailureType.INTERNAL,
            "The probe was written in form "
                + input.version()
                + ", and this worker reads forms up to "
                + Input.VERSION
                + ": apply the jobs again with this version.");
      }
      return looked(input, opened.due(), progress);
    } catch (RunFailed failed) {
      note(failed, recorder);
      return End.failed(failed);
    } catch (CanceledFailure cancelled) {
      return End.cancelled(CancellationScope.current().getCancellationReason());
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError bug) {
      OwnBugs.rethrowIfTemporals(bug);
      return End.bug(bug);
    }
  }

  private static End looked(Input input, Instant due, Progress progress) throws RunFailed {
    ProbeStep step = new ProbeStep(input, due);
    int looks = input.manner() == Manner.WHEN_CALM ? LOOKS : PUT_OFF;
    String why = "";
    for (int look = 0; look < looks; look++) {
      Booted booted = step.boot(look);
      Deferred deferred = booted == null ? null : booted.deferred();
      if (booted != null && deferred == null) {
        progress.booted(booted);
        return End.probed(booted.millis());
      }
      why =
          deferred == null
              ? "no worker had a free seat within " + Spoken.duration(ProbeStep.AT_ONCE)
              : deferred.reason();
      if (look + 1 < looks) {
        pause(input.manner(), deferred, why);
      }
    }
    return End.skipped("Not probed: " + Spoken.sentence(why));
  }

  private static void pause(Manner manner, @Nullable Deferred deferred, String why) {
    Duration pause = BETWEEN_LOOKS;
    if (manner == Manner.NOW && deferred != null) {
      Duration until = Duration.between(RunTimes.now(), deferred.until());
      pause = until.compareTo(Limits.DEFERRAL) < 0 ? Limits.DEFERRAL : until;
    }
    Workflow.setCurrentDetails("Put off for " + Spoken.duration(pause) + ": " + why);
    Workflow.newTimer(
            pause, TimerOptions.newBuilder().setSummary(Spoken.cut("put off: " + why, 120)).build())
        .get();
  }

  private static void note(RunFailed failed, Recorder recorder) {
    EventType unseen = failed.unseenEvent();
    if (unseen != null) {
      recorder.note(
          List.of(
              new RunEvent(
                  RunTimes.now(),
                  unseen,
                  1,
                  "",
                  null,
                  Map.of("message", TextNode.valueOf(failed.getMessage())))));
    }
  }

  private static List<RunEvent> firstEvents() {
    RunEvent triggered =
        new RunEvent(
            RunTimes.started(),
            EventType.TRIGGERED,
            0,
            "",
            null,
            Map.of("trigger", TextNode.valueOf(Trigger.PROBE.word())));
    return List.of(
        triggered, new RunEvent(RunTimes.now(), EventType.QUEUED, 0, "", null, Map.of()));
  }
}
