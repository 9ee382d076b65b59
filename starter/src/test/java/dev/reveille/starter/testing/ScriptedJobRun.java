package dev.reveille.starter.testing;

import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunView;
import dev.reveille.workflows.JobRun;
import dev.reveille.workflows.ModelWork;
import dev.reveille.workflows.SessionQueue;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workflow of JobRun's type that ends as its job's description says; for tests of starters. */
public final class ScriptedJobRun implements JobRun {
  public static final String HANGS = "hangs until it is ended";
  public static final String FAILS = "fails";
  public static final ModelWork WORK = new ModelWork(true, 3, 1, 1200L, 310L);
  public static final Finding FINDING =
      new Finding("VOLUME_ANOMALY", Finding.Severity.WARN, "Less than usual.");
  public static final RunView.Output OUTPUT = new RunView.Output(7, "## Plan");

  @Override
  public void granted(SessionQueue.Grant grant) {}

  @Override
  public Result run(Input input) {
    @Nullable String description = input.definition().description();
    if (HANGS.equals(description)) {
      Workflow.await(() -> false);
    }
    if (FAILS.equals(description)) {
      throw ApplicationFailure.newNonRetryableFailure(
          "session hung for 60 s",
          "BOOT_TIMEOUT",
          new FailureDetails(Instant.EPOCH, 3, 0, null, null, List.of(), WORK, List.of(FINDING)));
    }
    boolean wanted = Boolean.TRUE.equals(Workflow.getMemo(OUTPUT_WANTED, Boolean.class));
    return new Result(
        "OK",
        input.trigger().word() + " " + input.due() + " " + Workflow.getInfo().getWorkflowId(),
        812L,
        5120L,
        List.of("gpt-5.4-nano-2026-03-05"),
        WORK,
        List.of(FINDING),
        wanted ? OUTPUT : null);
  }
}
