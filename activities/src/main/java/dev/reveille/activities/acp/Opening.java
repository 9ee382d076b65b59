package dev.reveille.activities.acp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens an agent's session: a new one, or an earlier one by the means that the agent declares. */
final class Opening {
  private static final int REASON_CHARS = 300;

  private final AcpConnection connection;
  private final JsonNode capabilities;
  private final String cwd;
  private final StageListener stages;

  /**
   * @param stages told of the stages that the agent tells of while it opens
   */
  Opening(AcpConnection connection, JsonNode capabilities, String cwd, StageListener stages) {
    this.connection = connection;
    this.capabilities = capabilities;
    this.cwd = cwd;
    this.stages = stages;
  }

  /**
   * An open session.
   *
   * @param answer with the options that the agent offers
   * @param note for people; null where there is nothing to say
   * @param lost why it knows nothing of what was said before; null where it does, or nothing was
   */
  record Opened(String id, JsonNode answer, @Nullable String note, @Nullable String lost) {}

  Opened open(Earlier earlier) throws InterruptedException {
    String id = earlier.id();
    return id == null ? fresh(earlier.lost()) : again(id);
  }

  /**
   * Opens a new session.
   *
   * @param lost why an earlier one is not gone on with; null where there is none
   */
  private Opened fresh(@Nullable String lost) throws InterruptedException {
    JsonNode opened = ask("session/new", params());
    String id = opened.path("sessionId").asText();
    if (id.isEmpty()) {
      throw new ProtocolException("session/new was answered without a sessionId: " + opened);
    }
    return new Opened(id, opened, lost == null ? null : "a new session: " + lost, lost);
  }

  /**
   * Goes on with an earlier session if that can be; resuming replays nothing, so it comes first.
   */
  private Opened again(String earlier) throws InterruptedException {
    boolean resumes = !capabilities.path("sessionCapabilities").path("resume").isMissingNode();
    if (!resumes && !capabilities.path("loadSession").asBoolean()) {
      return fresh("the agent cannot go on with an earlier one");
    }
    String method = resumes ? "session/resume" : "session/load";
    try {
      JsonNode opened = ask(method, params().put("sessionId", earlier));
      return new Opened(earlier, opened, method + " of what was said before", null);
    } catch (AgentErrorException refused) {
      String said = String.valueOf(refused.getMessage());
      return fresh(said.length() > REASON_CHARS ? said.substring(0, REASON_CHARS) + " …" : said);
    }
  }

  private JsonNode ask(String method, ObjectNode params) throws InterruptedException {
    ToldStages told = new ToldStages();
    connection.listen(told);
    CompletableFuture<JsonNode> answer = connection.request(method, params);
    told.follow(answer, StageListener.SESSION, stages);
    return AcpBoot.await(answer);
  }

  private ObjectNode params() {
    ObjectNode params = AcpConnection.object().put("cwd", cwd);
    params.putArray("mcpServers");
    return params;
  }
}
