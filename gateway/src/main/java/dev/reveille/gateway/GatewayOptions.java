package dev.reveille.gateway;

import static java.util.Objects.requireNonNull;

import dev.reveille.gateway.pace.PaceOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the gateway listens and what it bears.
 *
 * @param port on 127.0.0.1; 0 takes a free one
 * @param socket path of a unix socket to listen on as well; null for none
 * @param maxRequestBytes largest request body; larger ones are answered with 413. All together may
 *     take this much or a quarter of the heap, whichever is more; what is beyond is answered with
 *     503
 * @param idleTimeout how long a provider or an agent may let a call stand still
 * @param connectTimeout how long a connection to a provider may take
 * @param pace when requests go out to a provider that others wait for too
 */
public record GatewayOptions(
    int port,
    @Nullable Path socket,
    int maxRequestBytes,
    Duration idleTimeout,
    Duration connectTimeout,
    PaceOptions pace) {
  private static final int LARGEST_BODY = 1 << 30;

  public GatewayOptions {
    requireNonNull(idleTimeout, "idleTimeout is null");
    requireNonNull(connectTimeout, "connectTimeout is null");
    requireNonNull(pace, "pace is null");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    if (maxRequestBytes < 1 || maxRequestBytes > LARGEST_BODY) {
      throw new IllegalArgumentException(
          "maxRequestBytes: " + maxRequestBytes + " (expected: 1 to " + LARGEST_BODY + ")");
    }
    positive("idleTimeout", idleTimeout);
    positive("connectTimeout", connectTimeout);
  }

  /** A free port, no unix socket, bodies up to 64 MiB, idle for 10 minutes, connected in 10 s. */
  public static GatewayOptions defaults() {
    return new GatewayOptions(
        0, null, 64 << 20, Duration.ofMinutes(10), Duration.ofSeconds(10), PaceOptions.defaults());
  }

  public GatewayOptions port(int port) {
    return new GatewayOptions(port, socket, maxRequestBytes, idleTimeout, connectTimeout, pace);
  }

  public GatewayOptions socket(Path socket) {
    return new GatewayOptions(port, socket, maxRequestBytes, idleTimeout, connectTimeout, pace);
  }

  public GatewayOptions maxRequestBytes(int bytes) {
    return new GatewayOptions(port, socket, bytes, idleTimeout, connectTimeout, pace);
  }

  public GatewayOptions idleTimeout(Duration timeout) {
    return new GatewayOptions(port, socket, maxRequestBytes, timeout, connectTimeout, pace);
  }

  public GatewayOptions connectTimeout(Duration timeout) {
    return new GatewayOptions(port, socket, maxRequestBytes, idleTimeout, timeout, pace);
  }

  public GatewayOptions pace(PaceOptions pace) {
    return new GatewayOptions(port, socket, maxRequestBytes, idleTimeout, connectTimeout, pace);
  }

  private static void positive(String what, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: more than 0)");
    }
  }
}
