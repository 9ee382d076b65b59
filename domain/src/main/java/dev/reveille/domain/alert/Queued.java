package dev.reveille.domain.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one channel, and how it stands with it.
 *
 * @param failures tries in a row that failed
 * @param notBefore when it may be tried again; null for now
 */
public record Queued(
    String channel, List<Parcel> parcels, int failures, @Nullable Instant notBefore) {
  public Queued {
    parcels = List.copyOf(parcels);
  }

  /**
   * A notice, and when it was handed in.
   *
   * @param count how many it stands for, where many were made one
   */
  public record Parcel(Notice notice, Instant since, int count) {}
}
