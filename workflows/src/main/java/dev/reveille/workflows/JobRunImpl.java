package dev.reveille.workflows;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunStatus;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job. Under worker versioning it is pinned: it ends on the version it began on, as
 * the deployment's default behavior says. The server refuses the annotation from unversioned
 * workers.
 */
public final class JobRunImpl implements JobRun {
  private SessionQueue.@Nullable Grant grant;

  @Override
  public void granted(SessionQueue.Grant given) {
    grant = grant == null ? given : grant;
  }

  @Override
  public Result run(Input input) {
    return OwnBugs.typed(() -> done(input));
  }

  private Result done(Input input) {
    Due due = Due.of(input, RunTimes.scheduled(), RunTimes.started(), RunTimes.now());
    RunOpened opened = head(input, due.due());
    Progress progress = new Progress();
    Recorder recorder = new Recorder();
    Narrator narrator = new Narrator(input.definition());
    End end = live(input, due, opened, progress, recorder, narrator).heeded();
    narrator.ended(end);
    return new Ending(opened, input.definition(), progress, recorder).close(end);
  }

  private static boolean outputWanted() {
    return Boolean.TRUE.equals(Workflow.getMemo(OUTPUT_WANTED, Boolean.class));
  }

  private static RunOpened head(Input input, Instant due) {
    WorkflowInfo info = Workflow.getInfo();
    return JobRun.head(
        input,
        new RunKey(info.getWorkflowId(), info.getRunId()),
        info.getFirstExecutionRunId(),
        info.getNamespace(),
        due,
        RunTimes.now());
  }

  private End live(
      Input input,
      Due due,
      RunOpened opened,
      Progress progress,
      Recorder recorder,
      Narrator narrator) {
    SessionTurn turn =
        due.decision() == Due.Decision.RUN ? turn(input, due, progress, recorder, narrator) : null;
    End end = worked(input, due, opened, turn, progress, recorder, narrator);
    if (turn != null) {
      turn.release();
    }
    return end;
  }

  private @Nullable SessionTurn turn(
      Input input, Due due, Progress progress, Recorder recorder, Narrator narrator) {
    JobDefinition definition = input.definition();
    return SessionName.of(definition)
        .map(
            session ->
                new SessionTurn(
                    session, definition, due.due(), () -> grant, progress, recorder, narrator))
        .orElse(null);
  }

  private static End worked(
      Input input,
      Due due,
      RunOpened opened,
      @Nullable SessionTurn turn,
      Progress progress,
      Recorder recorder,
      Narrator narrator) {
    try {
      recorder.open(opened, firstEvents(input, due), input.definition().ping());
      if (input.version() > Input.VERSION) {
        return End.failed(FailureType.INTERNAL, tooNew(input));
      }
      if (due.decision() == Due.Decision.SKIP) {
        return End.skipped(due.message());
      }
      if (due.decision() == Due.Decision.MISS) {
        return End.failed(FailureType.MISSED, due.message());
      }
      if (turn != null) {
        turn.take();
      }
      Rounds rounds = new Rounds(input, due.due(), progress, recorder, narrator);
      ExecuteActivity.Executed executed = rounds.run();
      new CheckStep(input, progress, recorder, narrator).check(executed);
      narrator.verifying();
      End end = End.judged(recorder.verify(input.definition(), executed));
      return end.status() == RunStatus.SUCCEEDED && outputWanted()
          ? end.with(recorder.output())
          : end;
    } catch (RunFailed failed) {
      return End.failed(failed);
    } catch (CanceledFailure cancelled) {
      return End.cancelled(CancellationScope.current().getCancellationReason());
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError bug) {
      OwnBugs.rethrowIfTemporals(bug);
      return End.bug(bug);
    }
  }

  private static String tooNew(Input input) {
    return "The schedule was written in form "
        + input.version()
        + ", and this worker reads forms up to "
        + Input.VERSION
        + ": start a worker of the version that wrote it, or apply the jobs again with this one.";
  }

  private static List<RunEvent> firstEvents(Input input, Due due) {
    RunEvent triggered =
        new RunEvent(
            RunTimes.started(),
            EventType.TRIGGERED,
            0,
            "",
            null,
            Map.of("trigger", TextNode.valueOf(input.trigger().word())));
    EventType next =
        switch (due.decision()) {
          case RUN -> EventType.QUEUED;
          case SKIP -> EventType.SKIPPED;
          case MISS -> EventType.MISSED;
        };
    return List.of(triggered, new RunEvent(RunTimes.now(), next, 0, "", null, Map.of()));
  }
}
