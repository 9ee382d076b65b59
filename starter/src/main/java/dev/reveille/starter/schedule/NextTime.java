package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A due time to come.
 *
 * @param due nominal, before offset and jitter
 * @param promised when the server will act on it
 */
public record NextTime(Instant due, Instant promised) {
  public NextTime {
    requireNonNull(due, "due is null");
    requireNonNull(promised, "promised is null");
  }
}
