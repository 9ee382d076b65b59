package dev.reveille.bench;

import io.temporal.activity.ActivityInterface;
import org.jspecify.annotations.Nullable;

/** The two activities of a bare run. */
@ActivityInterface
public interface BareSteps {
  /**
   * Does nothing but to note how late it is.
   *
   * @param dueMillis nominal time since the epoch; null for a run that no schedule started
   */
  void prepare(@Nullable Long dueMillis);

  /** Returns the exit code of the program, or 0 where none is asked for. */
  int work(boolean program);
}
