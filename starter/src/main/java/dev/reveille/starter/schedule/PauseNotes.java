package dev.reveille.starter.schedule;

/** The notes by which a pause is known to be the job file's, not a person's. */
final class PauseNotes {
  static final String BY_FILE = "paused by its job file (enabled: false)";
  static final String ENABLED = "enabled again by its job file";
  static final String BY_COMMAND = "paused by command";
  static final String RESUMED = "resumed by command";

  private PauseNotes() {}
}
