package dev.reveille.activities.lease;

import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import java.util.Optional;

/** What Temporal says of a run. */
public interface Runs {
  /**
   * Empty while the run goes on; else how it closed. A run the server does not know any more is
   * closed.
   *
   * @throws RuntimeException when the server cannot be asked now
   */
  Optional<Closed> closed(RunKey key);

  /**
   * @param status of ours that comes nearest
   * @param how in words, such as {@code terminated by …: reason}
   * @param verdict as the workflow itself ended with, where it did
   * @param message one sentence for people
   */
  record Closed(RunStatus status, String how, String verdict, String message) {
    static Closed cancelled(String how) {
      return new Closed(
          RunStatus.CANCELLED, how, FailureType.CANCELLED.name(), "The run was " + how + ".");
    }

    static Closed failed(String how) {
      return new Closed(
          RunStatus.FAILED, how, FailureType.INTERNAL.name(), "The run was " + how + ".");
    }
  }
}
