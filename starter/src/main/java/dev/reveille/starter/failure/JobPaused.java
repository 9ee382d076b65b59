package dev.reveille.starter.failure;

/** A job is paused, and was to be started only if it is not. */
public final class JobPaused extends ReveilleException {
  private static final long serialVersionUID = 1L;

  private final String note;

  public JobPaused(String job, String note) {
    super(
        "job "
            + job
            + " is paused"
            + (note.isEmpty() ? "" : " (" + note + ")")
            + "; `reveille resume "
            + job
            + "`, or start it without unlessPaused",
        null);
    this.note = note;
  }

  /** Why, as the one who paused it said; empty if they said nothing. */
  public String note() {
    return note;
  }
}
