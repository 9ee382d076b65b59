package dev.reveille.domain.run;

/**
 * Why a run is red: the one list of failure types, each with its sentence, its remedy and whether a
 * retry can help. The constant's name is the type of Temporal's {@code ApplicationFailure}, the
 * value of {@code ReveilleVerdict}, and the verdict in the run log.
 */
public enum FailureType {
  BOOT_TIMEOUT(
      "The agent did not become ready within its boot limit.",
      "See which stage hung with `reveille show`; raise boot.timeout only if that stage is merely slow.",
      Retry.TRANSIENT),
  BOOT_FAILED(
      "The agent could not be started.",
      "Mend what the message names, then `reveille start` the job once.",
      Retry.BY_CAUSE),
  HOST_LOST(
      "The worker's host was lost while the run was on it.",
      "The work may be half done: look at it, then `reveille start` the job if it must be repeated.",
      Retry.NEVER),
  EXECUTE_TIMEOUT(
      "The agent did not finish within its execution limit.",
      "See `reveille logs` for how far it came; raise execute.timeout or make the task smaller.",
      Retry.WHILE_NO_EFFECT),
  EXECUTE_FAILED(
      "The agent failed while it worked.",
      "See `reveille logs` for what it said last.",
      Retry.WHILE_NO_EFFECT),
  APPROVAL_REQUIRED(
      "The agent asked for a permission, and nobody is there to give it.",
      "Set permissions: allow (or deny) for this job, or take the tool away from the agent.",
      Retry.NEVER),
  MODEL_MISMATCH(
      "Another model than the pinned one answered.",
      "Ask the provider why, or declare the model as an alias or substitute.",
      Retry.NEVER),
  MODEL_UNVERIFIED(
      "The provider's answer does not say which model it came from.",
      "Declare the kind of gateway with `via`, or point the provider at the source.",
      Retry.NEVER),
  PIN_VIOLATION(
      "The agent asked for another model or another parameter than the job locks.",
      "Point the agent's own settings at the pinned model.",
      Retry.NEVER),
  NO_EVIDENCE(
      "Nothing shows that any work was done.",
      "See `reveille show` for the calls that were seen.",
      Retry.NEVER),
  CONTRACT_BROKEN(
      "The result does not meet the job's contract.",
      "See the findings in `reveille show`.",
      Retry.NEVER),
  FALSE_NO_DATA(
      "The agent said there was nothing to do, but the source has new items.",
      "Look at the source and at the agent's tool calls in `reveille show`.",
      Retry.NEVER),
  VOLUME_ANOMALY(
      "The result's volume is unlike the job's own past.",
      "Compare it with the last good run in `reveille runs`. If this is the new usual, set"
          + " expect.volume.since to today.",
      Retry.NEVER),
  PROVIDER_OVERLOAD(
      "The provider stayed overloaded for longer than the job's patience.",
      "Wait, spread the jobs, or raise the job's patience.",
      Retry.TRANSIENT),
  SESSION_LOST(
      "The turn was accepted by a shared session but never processed.",
      "`reveille start` the job again.",
      Retry.NEVER),
  MISSED(
      "No worker was there in time.",
      "Keep a worker running, or raise catchup; `reveille backfill` runs the slot after all.",
      Retry.NEVER),
  CANCELLED("The run was cancelled.", "`reveille start` the job when you want it.", Retry.NEVER),
  INTERNAL(
      "Reveille itself failed.",
      "Please report it with the output of `reveille show -o json`.",
      Retry.NEVER);

  /** When another attempt can help. */
  public enum Retry {
    /** The cause passes by itself: try again by the step's own policy. */
    TRANSIENT,
    /** The one who fails says whether trying again can help. */
    BY_CAUSE,
    /** Again with a new boot, as long as no effect is recorded. */
    WHILE_NO_EFFECT,
    NEVER
  }

  private final String sentence;
  private final String remedy;
  private final Retry retry;

  FailureType(String sentence, String remedy, Retry retry) {
    this.sentence = sentence;
    this.remedy = remedy;
    this.retry = retry;
  }

  /** What happened, in one sentence, for when nothing more exact is known. */
  public String sentence() {
    return sentence;
  }

  /** What a person can do next. */
  public String remedy() {
    return remedy;
  }

  public Retry retry() {
    return retry;
  }
}
