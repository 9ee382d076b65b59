package dev.reveille.drill.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.agent.ModelClient.Refused;
import dev.reveille.drill.agent.Trouble.ToldToFail;
import dev.reveille.drill.flags.FlagValues;
import dev.reveille.drill.json.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Speaks ACP version 1. One thread reads, so that cancellations and answers arrive while another
 * works the requests off in order.
 */
final class DrillAgent {
  private static final int PARSE_ERROR = -32700;
  private static final int NO_METHOD = -32601;
  private static final int BAD_PARAMS = -32602;
  private static final int INTERNAL = -32603;

  private final Wire wire;
  private final Trouble trouble;
  private final GarbagePlan garbage;
  private final TurnScript script;
  private final ModelClient client;
  private final OfferedModels offered;
  private final Memory memory;
  private final int protocol;
  private final boolean ignoresCancel;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final Map<String, Cancellation> turns = new ConcurrentHashMap<>();
  private final ExecutorService worker = Executors.newSingleThreadExecutor(DrillAgent::thread);

  DrillAgent(
      FlagValues values,
      Map<String, String> environment,
      Wire wire,
      Trouble trouble,
      GarbagePlan garbage) {
    this.wire = wire;
    this.trouble = trouble;
    this.garbage = garbage;
    script = new TurnScript(values);
    client =
        new ModelClient(
            environment, !values.has("no-stream"), values.number("retries", 0).orElse(0));
    offered = new OfferedModels(values, environment, client);
    memory = new Memory(values, environment);
    protocol = values.number("protocol", 0).orElse(1);
    ignoresCancel = values.has("ignore-cancel");
  }

  /** Blocks until the input ends. */
  void serve(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        received(line);
      }
    }
  }

  /** Breaks off whatever is being done. */
  void stop() {
    turns.values().forEach(Cancellation::cancel);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "drill-turn");
    thread.setUncaughtExceptionHandler(
        (ended, broken) -> {
          // Such as a JVM whose settings an isolation hides: silence would look like a hang nobody
          // scripted.
          System.err.println("drill agent: broken by " + broken);
          Runtime.getRuntime().halt(1);
        });
    return thread;
  }

  private void received(String line) throws IOException {
    JsonNode message;
    try {
      message = Json.read(line);
    } catch (JsonProcessingException malformed) {
      wire.error(Json.nothing(), PARSE_ERROR, "Parse error: " + malformed.getOriginalMessage());
      return;
    }
    String session = message.path("params").path("sessionId").asText();
    switch (message.path("method").asText()) {
      case "" -> wire.answered(message);
      case "session/cancel" -> {
        Cancellation turn = turns.get(session);
        if (turn != null && !ignoresCancel) {
          turn.cancel();
        }
      }
      default -> {
        Cancellation cancellation = new Cancellation();
        if (message.path("method").asText().equals("session/prompt")) {
          turns.put(session, cancellation);
        }
        worker.execute(() -> work(message, cancellation));
      }
    }
  }

  private void work(JsonNode message, Cancellation cancellation) {
    JsonNode id = message.path("id");
    try {
      try {
        answer(message, id, message.path("params"), cancellation);
      } catch (ToldToFail told) {
        wire.error(id, INTERNAL, "Internal error: " + told.getMessage());
      } catch (Refused | IOException | RuntimeException failed) {
        wire.error(id, INTERNAL, "Internal error: " + failed.getMessage());
      }
    } catch (IOException clientGone) {
      System.err.println("drill agent: cannot write an answer: " + clientGone.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(JsonNode message, JsonNode id, JsonNode params, Cancellation cancellation)
      throws IOException, InterruptedException, Refused, ToldToFail {
    String method = message.path("method").asText();
    switch (method) {
      case "initialize" -> {
        enter(Stage.INITIALIZE, "", cancellation);
        wire.result(id, capabilities());
      }
      case "session/new" -> {
        enter(Stage.NEW, "", cancellation);
        wire.result(id, open(params));
      }
      case "session/load", "session/resume" -> reopen(id, method, params, cancellation);
      case "session/set_config_option" -> choose(id, params, cancellation);
      case "session/prompt" -> prompt(id, params, cancellation);
      default -> {
        if (!id.isMissingNode()) {
          wire.error(id, NO_METHOD, "Method not found: " + method);
        }
      }
    }
  }

  private JsonNode open(JsonNode params) throws IOException {
    Session session =
        new Session(
            "drill-" + UUID.randomUUID(), new File(params.path("cwd").asText(".")), offered.now());
    return opened(session).put("sessionId", session.id());
  }

  private ObjectNode opened(Session session) throws IOException {
    sessions.put(session.id(), session);
    memory.keep(session);
    ObjectNode result = Json.object();
    return session.model().isEmpty() || !offered.asOption()
        ? result
        : result.set("configOptions", session.configOptions());
  }

  private void reopen(JsonNode id, String method, JsonNode params, Cancellation cancellation)
      throws IOException, InterruptedException, ToldToFail {
    String known = params.path("sessionId").asText();
    enter(Stage.NEW, known, cancellation);
    boolean offers = method.equals("session/load") ? memory.loads() : memory.resumes();
    Optional<ArrayNode> said = offers ? memory.of(known) : Optional.empty();
    if (said.isEmpty()) {
      wire.error(id, BAD_PARAMS, "Invalid params: no such session");
      return;
    }
    Session session = new Session(known, new File(params.path("cwd").asText(".")), offered.now());
    session.recall(said.get());
    if (memory.loads()) {
      for (JsonNode message : said.get()) {
        wire.update(known, Updates.text(message.path("content").asText()));
      }
    }
    wire.result(id, opened(session));
  }

  private void choose(JsonNode id, JsonNode params, Cancellation cancellation)
      throws IOException, InterruptedException, ToldToFail {
    Session session = sessions.get(params.path("sessionId").asText());
    String option = params.path("configId").asText();
    String value = params.path("value").asText();
    if (session == null) {
      wire.error(id, BAD_PARAMS, "Invalid params: no such session");
      return;
    }
    enter(Stage.MODEL, session.id(), cancellation);
    if (!option.equals("model") || !offered.asOption()) {
      wire.error(id, BAD_PARAMS, "Invalid params: no option " + option);
    } else if (session.choose(value)) {
      wire.result(id, Json.object().set("configOptions", session.configOptions()));
    } else {
      wire.error(id, BAD_PARAMS, "Invalid params: model " + value + " is not offered");
    }
  }

  private void prompt(JsonNode id, JsonNode params, Cancellation cancellation)
      throws IOException, InterruptedException, Refused, ToldToFail {
    Session session = sessions.get(params.path("sessionId").asText());
    if (session == null) {
      wire.error(id, BAD_PARAMS, "Invalid params: no such session");
      return;
    }
    enter(Stage.PROMPT, session.id(), cancellation);
    StringBuilder words = new StringBuilder();
    params.path("prompt").forEach(block -> words.append(block.path("text").asText("")));
    Turn turn = new Turn(wire, trouble, script, client, session, cancellation);
    JsonNode result = turn.run(words.toString());
    memory.keep(session);
    wire.result(id, result);
    enter(Stage.DONE, session.id(), cancellation);
  }

  private void enter(Stage stage, String session, Cancellation cancellation)
      throws IOException, InterruptedException, ToldToFail {
    garbage.write(stage, wire, session);
    trouble.enter(stage, cancellation);
  }

  private JsonNode capabilities() {
    ObjectNode result = Json.object().put("protocolVersion", protocol);
    result.set(
        "agentInfo",
        Json.object().put("name", "reveille-drill").put("title", "Drill").put("version", "1"));
    ObjectNode agent = Json.object().put("loadSession", memory.loads());
    if (memory.resumes()) {
      agent.set("sessionCapabilities", Json.object().set("resume", Json.object()));
    }
    agent.set(
        "promptCapabilities", Json.object().put("image", false).put("embeddedContext", false));
    result.set("agentCapabilities", agent);
    return result.set("authMethods", Json.array());
  }
}
