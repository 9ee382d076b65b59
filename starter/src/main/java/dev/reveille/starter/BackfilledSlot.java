package dev.reveille.starter;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a backfill did about one due time.
 *
 * @param started false where the slot has a run already that is under way or ended green
 */
public record BackfilledSlot(Instant due, String workflowId, boolean started) {
  public BackfilledSlot {
    requireNonNull(due, "due is null");
    requireNonNull(workflowId, "workflowId is null");
  }
}
