package dev.reveille.activities.acp;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An agent that is ready for a prompt.
 *
 * @param id the agent's session id
 * @param agent the agent's own name and version, such as {@code OpenCode 1.18.33}; may be empty
 * @param model how the model was chosen, in words
 * @param option by which the model can be chosen; empty where the agent's settings pin it
 * @param lost why it knows nothing of earlier turns; null where it does, or where there were none
 */
public record AcpSession(
    AcpConnection connection,
    String id,
    String agent,
    String model,
    Optional<ModelOption> option,
    @Nullable String lost) {
  /** Whether the model can be chosen for a turn without starting the agent anew. */
  public boolean offers(String bareModel) {
    try {
      return option.map(choice -> !choice.valueFor(bareModel).isEmpty()).orElse(false);
    } catch (ModelNotOfferedException e) {
      return false;
    }
  }

  public AcpSession {
    requireNonNull(connection, "connection is null");
    requireNonNull(id, "id is null");
    requireNonNull(agent, "agent is null");
    requireNonNull(model, "model is null");
  }
}
