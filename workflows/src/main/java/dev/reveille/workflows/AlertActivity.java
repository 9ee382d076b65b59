package dev.reveille.workflows;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Delivers one alert to one channel. */
@ActivityInterface
public interface AlertActivity {
  /** Delivers; fails when the channel did not take it, and is retried with back-off. */
  @ActivityMethod(name = "alert")
  void deliver(AlertInbox.Alert alert, String channel);

  /** Records that a channel never took an alert, so that the silence is visible. */
  @ActivityMethod(name = "alertLost")
  void lost(AlertInbox.Alert alert, String channel, String why);
}
