package dev.reveille.starter.schedule;

import dev.reveille.domain.job.PlannedJob;

/** The notes by which a pause is known to be the job file's, not a person's. */
final class PauseNotes {
  static final String BY_FILE = "paused by its job file (enabled: false)";
  static final String AT_FIRST = "created paused (startPaused: true), until `reveille resume`";
  static final String ENABLED = "enabled again by its job file";
  static final String BY_COMMAND = "paused by command";
  static final String RESUMED = "resumed by command";

  private PauseNotes() {}

  /** What a new schedule says of itself; empty for one that is not paused. */
  static String atCreation(PlannedJob job) {
    if (job.startsAtOnce()) {
      return "";
    }
    return job.enabled() ? AT_FIRST : BY_FILE;
  }
}
