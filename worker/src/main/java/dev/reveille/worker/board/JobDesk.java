package dev.reveille.worker.board;

import dev.reveille.domain.job.JobDefinition;
import java.util.Optional;

/**
 * What can be asked of, and done to, the jobs that the server holds. Every method may block for
 * seconds and throws {@link DeskRefusal} when it cannot be done.
 */
public interface JobDesk {
  /** The definition in force; empty where the server has none of the job. */
  Optional<JobDefinition> definition(String job);

  /** Starts a run now; returns its workflow id. */
  String start(String job);

  /** Pauses a job until it is resumed. */
  void pause(String job, String note);

  void resume(String job);
}
