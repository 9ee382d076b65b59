package dev.reveille.workflows;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.workflows.ExecuteActivity.Evidence;
import org.jspecify.annotations.Nullable;

/** The red end of a run, found on its way. */
final class RunFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureType type;
  private final @Nullable EventType unseen;
  private final transient Evidence evidence;

  private RunFailed(
      FailureType type, String message, @Nullable EventType unseen, Evidence evidence) {
    super(message);
    this.type = type;
    this.unseen = unseen;
    this.evidence = evidence;
  }

  /** A failure that a host has seen and written to the run log. */
  static RunFailed reported(FailureType type, String message) {
    return new RunFailed(type, message, null, Evidence.NONE);
  }

  /** A failure that only the workflow knows of, and has to write down. */
  static RunFailed unseen(FailureType type, String message, EventType event) {
    return new RunFailed(type, message, event, Evidence.NONE);
  }

  /** The same failure with what was seen of its turn. */
  RunFailed with(Evidence seen) {
    return new RunFailed(type, getMessage(), unseen, seen);
  }

  Evidence evidence() {
    return evidence;
  }

  FailureType type() {
    return type;
  }

  @Nullable EventType unseenEvent() {
    return unseen;
  }

  /** Never null, unlike what it overrides. */
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? type.sentence() : message;
  }
}
