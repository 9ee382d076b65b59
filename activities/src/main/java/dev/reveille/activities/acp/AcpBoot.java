package dev.reveille.activities.acp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Brings an agent from its first byte to where it waits for a prompt. */
public final class AcpBoot {

  private static final int PROTOCOL_VERSION = 1;

  private final AcpConnection connection;
  private final StageListener stages;

  private AcpBoot(AcpConnection connection, StageListener stages) {
    this.connection = connection;
    this.stages = stages;
  }

  /**
   * Shakes hands, opens a session and chooses the model. Blocks without limit: whoever watches the
   * time ends the process, and this fails with {@link AgentExitedException}. The stage that hung is
   * the one that {@code stages} saw started and not ended.
   *
   * @param cwd the working folder as the agent sees it, absolute
   * @param model the pinned model's bare id; null leaves the agent's own choice
   * @throws ModelNotOfferedException when the agent has a choice of models without the pinned one
   * @throws AgentErrorException when the agent refuses a request
   * @throws ProtocolException when it speaks another version, or no protocol at all
   */
  public static AcpSession boot(
      AcpConnection connection, String cwd, @Nullable String model, StageListener stages)
      throws InterruptedException {
    return boot(connection, cwd, model, Earlier.NONE, stages);
  }

  /**
   * The same, going on with an earlier session where the agent can. Where it cannot, or has lost
   * it, a new one is opened, and the session says so.
   */
  public static AcpSession boot(
      AcpConnection connection,
      String cwd,
      @Nullable String model,
      Earlier earlier,
      StageListener stages)
      throws InterruptedException {
    return new AcpBoot(connection, stages).boot(cwd, model, earlier);
  }

  /**
   * Chooses the model of a session's next turn, without asking what it is now: whoever had the turn
   * before may have changed it. Blocks as {@link #boot} does.
   */
  public static void choose(AcpSession session, String model, StageListener stages)
      throws InterruptedException {
    stages.started(StageListener.MODEL);
    String choice =
        new AcpBoot(session.connection(), stages)
            .choose(session.id(), session.option(), model, true);
    stages.ended(StageListener.MODEL, choice);
  }

  private AcpSession boot(String cwd, @Nullable String model, Earlier earlier)
      throws InterruptedException {
    stages.started(StageListener.INITIALIZE);
    JsonNode hello = initialize();
    String agent = name(hello);
    stages.ended(StageListener.INITIALIZE, agent.isEmpty() ? null : agent);

    stages.started(StageListener.SESSION);
    Opening opening = new Opening(connection, hello.path("agentCapabilities"), cwd, stages);
    Opening.Opened opened = opening.open(earlier);
    stages.ended(StageListener.SESSION, opened.note());

    stages.started(StageListener.MODEL);
    Optional<ModelOption> option = ModelOption.of(opened.answer());
    String choice = choose(opened.id(), option, model, false);
    stages.ended(StageListener.MODEL, choice);
    return new AcpSession(connection, opened.id(), agent, choice, option, opened.lost());
  }

  private JsonNode initialize() throws InterruptedException {
    ObjectNode hello = AcpConnection.object().put("protocolVersion", PROTOCOL_VERSION);
    hello.putObject("clientCapabilities");
    hello.putObject("clientInfo").put("name", "reveille").put("version", "1");
    JsonNode answer = await(connection.request("initialize", hello));
    int version = answer.path("protocolVersion").asInt(-1);
    if (version != PROTOCOL_VERSION) {
      throw new ProtocolException(
          "the agent speaks protocol version "
              + answer.path("protocolVersion")
              + " (expected: "
              + PROTOCOL_VERSION
              + ")");
    }
    return answer;
  }

  private static String name(JsonNode hello) {
    JsonNode info = hello.path("agentInfo");
    return (info.path("name").asText() + " " + info.path("version").asText()).strip();
  }

  private String choose(
      String session, Optional<ModelOption> option, @Nullable String model, boolean again)
      throws InterruptedException {
    if (model == null) {
      return "no model pinned";
    }
    if (option.isEmpty()) {
      return "the agent offers no choice of model: its settings pin it";
    }
    String value = option.get().valueFor(model);
    if (value.equals(option.get().current()) && !again) {
      return value + " was set already";
    }
    ObjectNode set =
        AcpConnection.object()
            .put("sessionId", session)
            .put("configId", option.get().id())
            .put("value", value);
    JsonNode answer = await(connection.request("session/set_config_option", set));
    Optional<ModelOption> now = ModelOption.of(answer);
    if (now.isPresent() && !now.get().current().equals(value)) {
      throw new ModelNotOfferedException(
          model,
          now.get().offered(),
          "was asked for as " + value + ", but the agent took " + now.get().current());
    }
    return value + " was chosen";
  }

  static JsonNode await(CompletableFuture<JsonNode> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AcpException failure) {
        throw failure;
      }
      throw new IllegalStateException("unexpected failure of a request", e.getCause());
    }
  }
}
