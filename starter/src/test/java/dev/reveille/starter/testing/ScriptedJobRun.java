package dev.reveille.starter.testing;

import dev.reveille.workflows.JobRun;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workflow of JobRun's type that ends as its job's description says; for tests of starters. */
public final class ScriptedJobRun implements JobRun {
  public static final String HANGS = "hangs until it is ended";
  public static final String FAILS = "fails";

  @Override
  public Result run(Input input) {
    @Nullable String description = input.definition().description();
    if (HANGS.equals(description)) {
      Workflow.await(() -> false);
    }
    if (FAILS.equals(description)) {
      throw ApplicationFailure.newNonRetryableFailure("session hung for 60 s", "BOOT_TIMEOUT");
    }
    return new Result(
        "OK",
        input.trigger().word() + " " + input.due() + " " + Workflow.getInfo().getWorkflowId(),
        null,
        null,
        List.of(),
        null);
  }
}
