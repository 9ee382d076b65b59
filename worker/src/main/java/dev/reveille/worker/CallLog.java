package dev.reveille.worker;

import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.gateway.CallRecorder;
import dev.reveille.runlog.RunLog;
import java.time.Instant;

/** Writes what the gateway sees into the run log. */
final class CallLog implements CallRecorder {
  private final RunLog log;
  private final String host;

  CallLog(RunLog log, String host) {
    this.log = log;
    this.host = host;
  }

  @Override
  public void effect(RunKey key, int attempt, Instant at) {
    log.effect(key, attempt, "model call", at, host);
  }

  @Override
  public void call(ModelCall call) {
    log.modelCall(call);
  }

  @Override
  public void tool(ToolUse use) {
    log.toolUse(use);
  }

  @Override
  public void tunnel(Tunnel tunnel) {
    log.tunnel(tunnel);
  }
}
