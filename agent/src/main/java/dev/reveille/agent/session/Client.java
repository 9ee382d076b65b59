package dev.reveille.agent.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Whoever started the agent, as sessions see it. Thread-safe. */
public interface Client {
  /** Sends the body of a {@code session/update}. */
  void update(String session, ObjectNode update);

  /** Tells that a stage of opening a session begins. */
  void stageStarted(String stage);

  /**
   * Tells that it is over.
   *
   * @param note a remark for people, or null
   */
  void stageEnded(String stage, @Nullable String note);

  /** Asks for a permission; the answer is the {@code outcome}. */
  CompletableFuture<JsonNode> ask(ObjectNode request);
}
