package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the server will act on a nominal time: its documented jitter, computed without asking it.
 *
 * @param namespaceId the namespace's id, not its name
 * @param jitter width of the jitter
 */
public record PromisedTimes(String namespaceId, String scheduleId, Duration jitter) {
  private static final byte MARSHAL_VERSION = 1;
  private static final short UTC = -1;
  private static final int TIME_BYTES = 15;

  /** Seconds from the year 1, from which Go counts, to the epoch. */
  private static final long YEAR_ONE = 62_135_596_800L;

  private static final long WIDEST_MILLIS = 0xffff_ffffL;

  public PromisedTimes {
    requireNonNull(namespaceId, "namespaceId is null");
    requireNonNull(scheduleId, "scheduleId is null");
    requireNonNull(jitter, "jitter is null");
  }

  /**
   * The promised time.
   *
   * @param nominal due time plus fixed offset, in whole seconds
   * @param following the nominal time after it, which jitter never passes; null for none
   */
  public Instant of(Instant nominal, @Nullable Instant following) {
    Duration width = jitter;
    if (following != null && Duration.between(nominal, following).compareTo(width) < 0) {
      width = Duration.between(nominal, following);
    }
    long millis = Math.min(width.toMillis(), WIDEST_MILLIS);
    long hash = FarmHash.fingerprint32(message(nominal));
    // Both factors fit 32 bits, so the product fits 64 when read as unsigned.
    return nominal.plusMillis((hash * millis) >>> 32);
  }

  private byte[] message(Instant nominal) {
    byte[] seed = (namespaceId + "-" + scheduleId).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(TIME_BYTES + seed.length)
        .put(MARSHAL_VERSION)
        .putLong(nominal.getEpochSecond() + YEAR_ONE)
        .putInt(nominal.getNano())
        .putShort(UTC)
        .put(seed)
        .array();
  }
}
