package dev.reveille.gateway;

import dev.reveille.domain.settings.Provider;
import java.util.concurrent.TimeoutException;

/** Whose doing it is that an answer broke off. */
final class Blame {
  private Blame() {}

  static Refusal of(AgentSide agent, Provider provider, Throwable cause, GatewayOptions options) {
    Throwable agentFailure = agent.writeFailure();
    if (agentFailure != null && !(agentFailure instanceof TimeoutException)) {
      return CutReason.AGENT_GONE.refusal();
    }
    return agent.isWriting()
        ? CutReason.AGENT_STALLED.refusal()
        : ProviderFailure.of(provider, cause, options.idleTimeout());
  }
}
