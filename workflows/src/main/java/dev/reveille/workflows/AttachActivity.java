package dev.reveille.workflows;

import dev.reveille.workflows.BootActivity.Booted;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/** The short boot of a shared session's turn, on the host that keeps its agent. */
@ActivityInterface
public interface AttachActivity {
  /**
   * Makes the session's agent ready for the turn. Blocks for the agent's answer; fails as {@link
   * BootActivity#boot} does, after which the agent is ended.
   */
  @ActivityMethod(name = "attach")
  Attached attach(BootActivity.Request request);

  /**
   * @param booted null when no agent of the session is here that could take this turn
   * @param why then, in words
   */
  record Attached(@Nullable Booted booted, @Nullable String why) {}
}
