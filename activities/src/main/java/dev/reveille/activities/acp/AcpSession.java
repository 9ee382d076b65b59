package dev.reveille.activities.acp;

import static java.util.Objects.requireNonNull;

/**
 * An agent that is ready for a prompt.
 *
 * @param id the agent's session id
 * @param agent the agent's own name and version, such as {@code OpenCode 1.18.33}; may be empty
 * @param model how the model was chosen, in words
 */
public record AcpSession(AcpConnection connection, String id, String agent, String model) {

  public AcpSession {
    requireNonNull(connection, "connection is null");
    requireNonNull(id, "id is null");
    requireNonNull(agent, "agent is null");
    requireNonNull(model, "model is null");
  }
}
