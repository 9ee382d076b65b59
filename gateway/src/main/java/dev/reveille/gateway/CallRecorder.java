package dev.reveille.gateway;

import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import java.time.Instant;

/** Where the gateway writes what it sees. Called on the gateway's threads; may block. */
public interface CallRecorder {
  /**
   * Marks the run's first request, before it is forwarded.
   *
   * @throws RuntimeException when the mark cannot be committed; the request is then not forwarded
   */
  void effect(RunKey key, int attempt, Instant at);

  /** A call began or ended. */
  void call(ModelCall call);
}
