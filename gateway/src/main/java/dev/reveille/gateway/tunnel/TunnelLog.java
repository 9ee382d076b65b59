package dev.reveille.gateway.tunnel;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.run.Tunnel;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Where lines are written down.
 *
 * @param recorder told of each line twice, when it opens and when it ends; once when it is refused
 * @param recording runs what may block on the run log
 */
public record TunnelLog(Consumer<Tunnel> recorder, Executor recording, Clock clock) {
  public TunnelLog {
    requireNonNull(recorder, "recorder is null");
    requireNonNull(recording, "recording is null");
    requireNonNull(clock, "clock is null");
  }
}
