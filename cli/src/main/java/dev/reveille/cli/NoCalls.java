package dev.reveille.cli;

import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.gateway.CallRecorder;
import java.time.Instant;

/** The recorder of a gateway that nobody calls. */
final class NoCalls implements CallRecorder {
  @Override
  public void effect(RunKey key, int attempt, Instant at) {
    throw new IllegalStateException("nobody has access to this gateway");
  }

  @Override
  public void call(ModelCall call) {
    throw new IllegalStateException("nobody has access to this gateway");
  }

  @Override
  public void tool(ToolUse use) {
    throw new IllegalStateException("nobody has access to this gateway");
  }

  @Override
  public void tunnel(Tunnel tunnel) {
    throw new IllegalStateException("nobody has access to this gateway");
  }
}
