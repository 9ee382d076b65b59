package dev.reveille.workflows;

import dev.reveille.domain.alert.Notice;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Brings one notice to one channel. */
@ActivityInterface
public interface AlertActivity {
  /**
   * Delivers, and records it as the event {@code ALERTED} of each run the notice is about. Fails
   * when the channel did not take it, and is then called again with the same notice: non-retryable
   * where another try cannot help.
   */
  @ActivityMethod(name = "alert")
  void deliver(Notice notice, String channel);

  /** Records that a channel never took a notice, so that the silence is visible. */
  @ActivityMethod(name = "alertLost")
  void lost(Notice notice, String channel, String why);
}
