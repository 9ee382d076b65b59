package dev.reveille.starter.failure;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.RunKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A run had not ended when its waiter's time was up. The run goes on. */
public final class WaitTimedOut extends ReveilleException {
  private static final long serialVersionUID = 1L;

  private final transient RunKey run;

  public WaitTimedOut(RunKey run, Duration waited, @Nullable Throwable cause) {
    super(
        "run "
            + run.workflowId()
            + " had not ended after "
            + Spoken.duration(waited)
            + "; it goes on: wait again by its id, or cancel it",
        cause);
    this.run = run;
  }

  /** The run that was waited for. */
  public RunKey run() {
    return run;
  }
}
