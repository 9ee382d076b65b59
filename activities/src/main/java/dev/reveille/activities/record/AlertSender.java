package dev.reveille.activities.record;

import dev.reveille.workflows.AlertInbox;

/** Hands an alert to the inbox; must not wait for any channel. */
public interface AlertSender {
  /**
   * @throws RuntimeException when the inbox could not be told; the caller tries again
   */
  void raise(String owner, AlertInbox.Alert alert);
}
