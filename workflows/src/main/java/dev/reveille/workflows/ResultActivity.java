package dev.reveille.workflows;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Brings a run's result to one channel. */
@ActivityInterface
public interface ResultActivity {
  /**
   * Delivers, and records it as the event {@code DELIVERED} of the run. Fails when the channel did
   * not take it, and is then called again.
   */
  @ActivityMethod(name = "deliverResult")
  void deliver(ResultDelivery.Result result, String channel);

  /**
   * Records that a channel never took a result as the event {@code UNDELIVERED}, and tells people.
   */
  @ActivityMethod(name = "resultLost")
  void lost(ResultDelivery.Result result, String channel, String why);
}
