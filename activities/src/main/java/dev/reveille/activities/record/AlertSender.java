package dev.reveille.activities.record;

import dev.reveille.domain.alert.Report;
import dev.reveille.domain.job.AlertPolicy;

/** Hands a report to the alert inbox of an owner; must not wait for any channel. */
public interface AlertSender {
  /**
   * Tells the inbox, which decides whether people hear of it. Does nothing where there is no
   * channel.
   *
   * @throws RuntimeException when the inbox could not be told; the caller tries again, and the
   *     inbox counts the same report once
   */
  void report(String owner, Report report);

  /** Whether there is any channel to tell of a job with this policy. */
  boolean isHeard(AlertPolicy policy);
}
