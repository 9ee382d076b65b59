package dev.reveille.drill.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.agent.ModelClient.Refused;
import dev.reveille.drill.agent.Trouble.ToldToFail;
import dev.reveille.drill.agent.TurnScript.Action;
import dev.reveille.drill.agent.TurnScript.Usage;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One prompt, from its arrival to its stop reason. */
final class Turn {
  private final Wire wire;
  private final Trouble trouble;
  private final TurnScript script;
  private final ModelClient client;
  private final Session session;
  private final Cancellation cancellation;
  private final Shell shell;
  private final Set<String> answered = new TreeSet<>();
  private int inputTokens;
  private int outputTokens;
  private boolean spoke;
  private boolean refusedByClient;

  Turn(
      Wire wire,
      Trouble trouble,
      TurnScript script,
      ModelClient client,
      Session session,
      Cancellation cancellation) {
    this.wire = wire;
    this.trouble = trouble;
    this.script = script;
    this.client = client;
    this.session = session;
    this.cancellation = cancellation;
    this.shell = new Shell(session.folder(), cancellation);
  }

  /** Blocks until the turn is over; returns the result of {@code session/prompt}. */
  JsonNode run(String prompt) throws IOException, InterruptedException, Refused, ToldToFail {
    if (script.swallows()) {
      return result(script.stopReason());
    }
    try {
      act(prompt);
    } catch (Refused refused) {
      if (!script.refusalAsText()) {
        throw refused;
      }
      say(String.valueOf(refused.getMessage()));
    } catch (IOException broken) {
      if (!cancellation.isCancelled()) {
        throw broken;
      }
    }
    boolean cancelled = cancellation.isCancelled() || refusedByClient;
    return result(cancelled ? "cancelled" : script.stopReason());
  }

  private void act(String prompt) throws IOException, InterruptedException, Refused, ToldToFail {
    for (Action action : script.actions()) {
      if (goesOn()) {
        say(perform(action, prompt));
      }
    }
    for (String command : script.tools()) {
      if (goesOn()) {
        runTool(session.nextToolCall(), command);
      }
    }
    if (goesOn()) {
      flood();
    }
    if (goesOn()) {
      speak(prompt);
    }
  }

  private void speak(String prompt) throws IOException, InterruptedException, Refused, ToldToFail {
    if (!script.asksModel()) {
      say(script.text());
      return;
    }
    sideCall(prompt);
    for (int call = 1; call <= script.calls() && goesOn(); call++) {
      converse(call == 1 ? prompt : "Go on.");
    }
  }

  private void converse(String words)
      throws IOException, InterruptedException, Refused, ToldToFail {
    String model = script.modelInsteadOf(session.model());
    if (model.isEmpty()) {
      throw new IOException(
          "no model is chosen; set OPENAI_MODEL, or say --model-options or --no-model");
    }
    ArrayNode messages = session.messages();
    messages.add(Json.object().put("role", "user").put("content", words));
    while (goesOn()) {
      ModelAnswer answer =
          client.ask(model, messages, script.offersTool(), cancellation, this::say);
      count(answer);
      messages.add(said(answer));
      if (answer.tools().isEmpty()) {
        return;
      }
      for (ToolRequest request : answer.tools()) {
        String command = Json.read(request.arguments()).path("command").asText();
        String output = runTool(request.id(), command);
        messages.add(
            Json.object()
                .put("role", "tool")
                .put("tool_call_id", request.id())
                .put("content", output));
      }
    }
  }

  /** As agents ask for a title, with a model of their own; they take a refusal of it lightly. */
  private void sideCall(String prompt) throws IOException, InterruptedException, ToldToFail {
    if (script.sideCall().isEmpty()) {
      return;
    }
    ArrayNode messages =
        Json.array(Json.object().put("role", "user").put("content", "Title this: " + prompt));
    try {
      client.ask(script.sideCall(), messages, false, cancellation, piece -> {});
    } catch (Refused lightly) {
      System.err.println("side call: " + lightly.getMessage());
    }
  }

  private String runTool(String id, String command) throws IOException, InterruptedException {
    update(Updates.toolCall(id, script.toolName(), command));
    if (script.permission() && !permitted(id, command)) {
      update(Updates.toolStatus(id, "failed"));
      return "the permission was denied";
    }
    update(Updates.toolStatus(id, "in_progress"));
    ShellResult result = shell.run(command);
    update(Updates.toolResult(id, result));
    return result.output() + (result.exitCode() == 0 ? "" : "exit code " + result.exitCode());
  }

  private boolean permitted(String id, String command) throws IOException, InterruptedException {
    JsonNode outcome =
        cancellation
            .await(
                wire.request(
                    "session/request_permission", PermissionQuestion.of(session.id(), id, command)))
            .map(answer -> answer.path("result").path("outcome"))
            .orElseGet(Json::object);
    refusedByClient |= outcome.path("outcome").asText().equals("cancelled");
    return PermissionQuestion.isAllowed(outcome);
  }

  private String perform(Action action, String prompt) throws IOException, InterruptedException {
    try {
      return switch (action.kind()) {
        case SH -> shell.run(action.what()).output();
        case READ -> Files.readString(inFolder(action.what()));
        case WRITE -> write(action.what());
        case PROMPT -> prompt;
      };
    } catch (IOException failed) {
      return action.what() + " failed: " + failed + "\n";
    }
  }

  private String write(String assignment) throws IOException {
    String[] parts = assignment.split("=", 2);
    String text = parts.length == 2 ? parts[1] : "";
    Files.writeString(inFolder(parts[0]), text, StandardCharsets.UTF_8);
    return "wrote " + parts[0] + "\n";
  }

  private Path inFolder(String path) {
    return session.folder().toPath().resolve(path);
  }

  private void flood() throws IOException, InterruptedException, ToldToFail {
    String piece = "flood ".repeat(1 << 10).concat("over.\n");
    long left = (long) script.floodMegabytes() << 20;
    while (left > 0 && goesOn()) {
      say(piece);
      left -= piece.length();
    }
  }

  private void say(String text) throws IOException, InterruptedException, ToldToFail {
    if (text.isEmpty()) {
      return;
    }
    update(Updates.text(text));
    if (!spoke) {
      spoke = true;
      trouble.enter(Stage.OUTPUT, cancellation);
    }
  }

  private void update(JsonNode update) throws IOException {
    wire.update(session.id(), update);
  }

  private boolean goesOn() {
    return !cancellation.isCancelled() && !refusedByClient;
  }

  private void count(ModelAnswer answer) {
    inputTokens += answer.inputTokens();
    outputTokens += answer.outputTokens();
    answered.add(answer.model());
  }

  private static JsonNode said(ModelAnswer answer) {
    ObjectNode message = Json.object().put("role", "assistant").put("content", answer.text());
    if (answer.tools().isEmpty()) {
      return message;
    }
    List<JsonNode> calls = new ArrayList<>();
    for (ToolRequest request : answer.tools()) {
      JsonNode function =
          Json.object().put("name", request.name()).put("arguments", request.arguments());
      calls.add(
          Json.object().put("id", request.id()).put("type", "function").set("function", function));
    }
    return message.set("tool_calls", Json.array(calls.toArray(JsonNode[]::new)));
  }

  private JsonNode result(String stopReason) {
    ObjectNode result = Json.object().put("stopReason", stopReason);
    script
        .usage(new Usage(inputTokens, outputTokens))
        .ifPresent(
            usage ->
                result.set(
                    "usage",
                    Json.object()
                        .put("inputTokens", usage.input())
                        .put("outputTokens", usage.output())
                        .put("totalTokens", usage.input() + usage.output())));
    return result.set(
        "_meta",
        Json.object().set("drill", Json.object().set("answeredModels", Json.texts(answered))));
  }
}
