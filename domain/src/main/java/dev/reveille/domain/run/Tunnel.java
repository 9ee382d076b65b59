package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a run to a host beside the gateway, through its proxy.
 *
 * @param seq order within the attempt, from 1
 * @param allowed whether the job's allow-list names the host and port
 * @param bytesOut sent by the run
 * @param bytesIn sent to the run
 * @param endedAt null while it is open
 * @param error why it could not be opened or broke; null otherwise
 */
public record Tunnel(
    RunKey key,
    int attempt,
    int seq,
    String host,
    int port,
    boolean allowed,
    long bytesOut,
    long bytesIn,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String error) {
  public Tunnel {
    requireNonNull(key, "key is null");
    requireNonNull(host, "host is null");
    requireNonNull(startedAt, "startedAt is null");
  }
}
