package dev.reveille.worker.board;

import dev.reveille.domain.job.JobDefinition;
import java.util.Optional;

/**
 * What can be asked of, and done to, the jobs that the server holds. Every method may block for
 * seconds and throws {@link DeskRefusal} when it cannot be done.
 */
public interface JobDesk {
  /** What the server holds of a job now; empty where it has none. */
  Optional<Held> held(String job);

  /** Starts a run now; returns its workflow id. */
  String start(String job);

  /** Pauses a job until it is resumed. */
  void pause(String job, String note);

  void resume(String job);

  /**
   * A job as its schedule has it.
   *
   * @param definition the one in force
   * @param note why it is paused, or the last note; may be empty
   */
  record Held(JobDefinition definition, boolean paused, String note) {}
}
