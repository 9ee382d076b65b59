package dev.reveille.agent.acp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.model.Models;
import dev.reveille.agent.session.Session;
import dev.reveille.agent.session.SessionException;
import dev.reveille.agent.session.Sessions;
import dev.reveille.agent.session.Turn;
import dev.reveille.agent.settings.Surroundings;
import dev.reveille.agent.work.Cancellation;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Speaks ACP version 1. One thread reads, so that cancellations and answers arrive while others
 * work; requests are worked off in order, but each turn has a thread of its own.
 */
public final class AcpServer {
  private static final int PARSE_ERROR = -32700;
  private static final int NO_METHOD = -32601;
  private static final int BAD_PARAMS = -32602;
  private static final int INTERNAL = -32603;
  private static final int AUTH_REQUIRED = -32000;

  private final Wire wire;
  private final Surroundings surroundings;
  private final Models models;
  private final Sessions sessions;
  private final Map<String, Cancellation> turns = new ConcurrentHashMap<>();
  private final ExecutorService worker = Executors.newSingleThreadExecutor(AcpServer::thread);

  public AcpServer(Wire wire, Surroundings surroundings) {
    this.wire = wire;
    this.surroundings = surroundings;
    this.models = new Models(surroundings);
    this.sessions = new Sessions(surroundings, wire);
  }

  /** Blocks until the input ends. */
  public void serve(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        received(line);
      }
    }
  }

  /** Breaks off whatever is being done. */
  public void stop() {
    turns.values().forEach(Cancellation::cancel);
    sessions.closeAll();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "requests");
    thread.setDaemon(true);
    return thread;
  }

  private void received(String line) {
    JsonNode message;
    try {
      message = Json.read(line);
    } catch (JsonProcessingException malformed) {
      wire.error(JsonNodeFactory.instance.nullNode(), PARSE_ERROR, "Parse error");
      return;
    }
    JsonNode params = message.path("params");
    String session = params.path("sessionId").asText();
    switch (message.path("method").asText()) {
      case "" -> wire.answered(message);
      case "session/cancel" -> {
        Cancellation turn = turns.get(session);
        if (turn != null) {
          turn.cancel();
        }
      }
      case "session/prompt" -> prompt(message.path("id"), session, params);
      default -> worker.execute(() -> work(message, params));
    }
  }

  private void work(JsonNode message, JsonNode params) {
    JsonNode id = message.path("id");
    String method = message.path("method").asText();
    try {
      answer(method, id, params);
    } catch (SessionException e) {
      wire.error(id, code(e), String.valueOf(e.getMessage()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error broken) {
      wire.error(id, INTERNAL, "Internal error: " + broken);
    }
  }

  private void answer(String method, JsonNode id, JsonNode params)
      throws SessionException, InterruptedException {
    String cwd = params.path("cwd").asText(".");
    String session = params.path("sessionId").asText();
    JsonNode servers = params.path("mcpServers");
    switch (method) {
      case "initialize" -> wire.result(id, Capabilities.answer());
      case "session/new" -> {
        Session opened = sessions.open(cwd, servers);
        wire.result(id, described(opened).put("sessionId", opened.id()));
        warmUp(opened);
      }
      case "session/load" -> wire.result(id, described(sessions.load(session, cwd, servers, true)));
      case "session/resume" ->
          wire.result(id, described(sessions.load(session, cwd, servers, false)));
      case "session/set_config_option" -> choose(id, session, params);
      case "session/set_mode" ->
          settle(id, open(session).chooseMode(params.path("modeId").asText()), "modeId");
      case "session/close" -> {
        sessions.close(session);
        wire.result(id, Json.object());
      }
      case "authenticate" -> wire.result(id, Json.object());
      default -> {
        if (!id.isMissingNode()) {
          wire.error(id, NO_METHOD, "Method not found: " + method);
        }
      }
    }
  }

  /** What the first prompt will need is loaded while it is awaited. */
  private void warmUp(Session session) {
    thread(() -> session.warmUp(models)).start();
  }

  private static ObjectNode described(Session session) {
    ObjectNode described = Json.object();
    described.set("configOptions", session.configOptions());
    described.set("modes", session.modes());
    return described;
  }

  private void choose(JsonNode id, String name, JsonNode params) throws SessionException {
    Session session = open(name);
    String value = params.path("value").asText();
    if (params.path("configId").asText().equals("model") && session.chooseModel(value)) {
      wire.result(id, Json.object().set("configOptions", session.configOptions()));
    } else {
      wire.error(id, BAD_PARAMS, "Invalid params: " + value + " is not offered");
    }
  }

  private void settle(JsonNode id, boolean good, String name) {
    if (good) {
      wire.result(id, Json.object());
    } else {
      wire.error(id, BAD_PARAMS, "Invalid params: " + name + " is not offered");
    }
  }

  private Session open(String id) throws SessionException {
    return sessions.named(id).orElseThrow(() -> SessionException.unknown(id));
  }

  private void prompt(JsonNode id, String name, JsonNode params) {
    Cancellation cancellation = new Cancellation();
    if (turns.putIfAbsent(name, cancellation) != null) {
      wire.error(id, BAD_PARAMS, "Invalid params: a turn of this session is still under way");
      return;
    }
    // Queued behind what came before it, such as the choice of a model.
    worker.execute(
        () -> {
          Thread turn = new Thread(() -> turn(id, name, params, cancellation), "turn");
          turn.setDaemon(true);
          turn.start();
        });
  }

  private void turn(JsonNode id, String name, JsonNode params, Cancellation cancellation) {
    ObjectNode result = null;
    int code = 0;
    String failure = "";
    try {
      Session session = open(name);
      Turn turn = new Turn(session, sessions, surroundings, wire, models, cancellation);
      result = turn.run(PromptText.of(params.path("prompt")));
    } catch (SessionException e) {
      code = code(e);
      failure = String.valueOf(e.getMessage());
    } catch (RuntimeException | Error broken) {
      code = INTERNAL;
      failure = "Internal error: " + broken;
    }
    // Given free first: the client may send the next prompt as soon as it has the answer.
    turns.remove(name, cancellation);
    if (result != null) {
      wire.result(id, result);
    } else {
      wire.error(id, code, failure);
    }
  }

  private static int code(SessionException e) {
    return switch (e.fault()) {
      case REQUEST -> BAD_PARAMS;
      case AUTH -> AUTH_REQUIRED;
      case INTERNAL -> INTERNAL;
    };
  }
}
