package dev.reveille.activities.record;

import dev.reveille.workflows.ResultDelivery.Result;

/** Hands a good run's result over for delivery; must not wait for any channel. */
public interface ResultSender {
  /**
   * Begins the delivery, once for each run.
   *
   * @throws RuntimeException when it could not be begun; the caller tries again
   */
  void send(Result result);
}
