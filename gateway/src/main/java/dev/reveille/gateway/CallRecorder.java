package dev.reveille.gateway;

import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
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

  /** A tool was asked for by a model, or its result came back. */
  void tool(ToolUse use);

  /** A connection beside the gateway was opened, refused or ended. */
  void tunnel(Tunnel tunnel);
}
