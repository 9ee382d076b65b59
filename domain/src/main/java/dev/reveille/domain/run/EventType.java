package dev.reveille.domain.run;

/** What can happen to a run; each is a row of the run log, written as it happens. */
public enum EventType {
  /** The schedule or a person started the run. Says nothing about whether it ran. */
  TRIGGERED,
  /** The boot waits for a seat. */
  QUEUED,
  /** The boot was put off; detail holds {@code deferred}, the reason, and {@code until}. */
  DEFERRED,
  /** The shared session of the turn is this run's own; detail holds {@code waitedMillis}. */
  SESSION_GRANTED,
  /** The shared session's agent cannot go on and is started again; detail holds the reason. */
  SESSION_RESTARTED,
  /**
   * The agent that was started does not know all that was said in its shared session; detail holds
   * the reason.
   */
  SESSION_FORGOT,
  BOOT_STARTED,
  /** One stage of a boot ended; detail holds {@code stage}, {@code millis}. */
  BOOT_STAGE,
  BOOT_READY,
  /** The boot took more than the warning share of its limit. */
  BOOT_SLOW,
  BOOT_TIMEOUT,
  BOOT_FAILED,
  HOST_LOST,
  EXECUTE_STARTED,
  /** The first act that must not be done twice; committed before it is done. */
  EFFECT,
  /** The job's source was looked at, before the turn. */
  SOURCE_COUNTED,
  EXECUTE_FINISHED,
  /** The workspace was looked at, after the turn. */
  FILES_SEEN,
  /**
   * The job's own check ended; detail holds {@code exitCode} or {@code error}, and what it said.
   */
  CHECKED,
  EXECUTE_TIMEOUT,
  EXECUTE_FAILED,
  PERMISSION_ASKED,
  /** The agent's own account of its model work, a {@link Testimony}; proves nothing. */
  TESTIFIED,
  VERIFIED,
  MISSED,
  SKIPPED,
  CANCELLED,
  TERMINATED,
  SETTLED,
  /** Something was killed that a run or a crash had left behind. */
  SWEPT,
  ALERTED,
  ALERT_FAILED,
  /** A channel took the result of a good run. */
  DELIVERED,
  /** A channel never took it, although it was tried for long. */
  UNDELIVERED,
  /** The result was kept back, since the run had nothing to do. */
  NOT_DELIVERED,
  /** An outside watcher never took a ping. */
  PING_FAILED
}
