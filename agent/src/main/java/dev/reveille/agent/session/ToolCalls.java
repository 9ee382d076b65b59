package dev.reveille.agent.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.settings.Settings;
import dev.reveille.agent.tools.Text;
import dev.reveille.agent.tools.Tool;
import dev.reveille.agent.tools.Tool.ToolFailure;
import dev.reveille.agent.tools.Tool.ToolResult;
import dev.reveille.agent.work.Cancellation;
import dev.reveille.agent.work.Cancelled;
import dev.reveille.agent.work.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Does what the model asks for, within the limits of one turn. */
final class ToolCalls {
  private final Session session;
  private final Settings settings;
  private final Client client;
  private final Cancellation cancellation;
  private Duration timeLeft;

  ToolCalls(Session session, Settings settings, Client client, Cancellation cancellation) {
    this.session = session;
    this.settings = settings;
    this.client = client;
    this.cancellation = cancellation;
    this.timeLeft = settings.limits().toolTime();
  }

  /**
   * The same answer with an id of its own for every call: some providers give none, or one twice.
   */
  static AiMessage withOwnIds(AiMessage answer) {
    Set<String> seen = new HashSet<>();
    boolean good =
        answer.toolExecutionRequests().stream()
            .allMatch(call -> call.id() != null && !call.id().isBlank() && seen.add(call.id()));
    if (good) {
      return answer;
    }
    List<ToolExecutionRequest> calls = new ArrayList<>();
    for (ToolExecutionRequest call : answer.toolExecutionRequests()) {
      calls.add(
          call.toBuilder().id("call_" + UUID.randomUUID().toString().replace("-", "")).build());
    }
    return answer.toBuilder().toolExecutionRequests(calls).build();
  }

  /** Does one; returns what the model is told of it, clean and bounded. */
  String run(ToolExecutionRequest request) throws Cancelled {
    String id = request.id();
    JsonNode arguments = arguments(request);
    Tool tool = session.tools().named(request.name()).orElse(null);
    client.update(
        session.id(),
        Updates.call(
            id,
            Text.line(String.valueOf(request.name()), 100),
            tool == null ? Tool.Kind.OTHER : tool.spec().kind(),
            tool == null ? String.valueOf(request.name()) : tool.title(arguments),
            arguments));
    ToolResult result;
    try {
      result = tool == null ? unknown(request) : permitted(id, tool, arguments);
    } catch (Cancelled e) {
      client.update(session.id(), Updates.result(id, true, "cancelled"));
      throw e;
    }
    String text = fit(result.text());
    client.update(session.id(), Updates.result(id, result.failed(), text));
    return text.isBlank() ? "[no output]" : text;
  }

  private ToolResult permitted(String id, Tool tool, JsonNode arguments) throws Cancelled {
    if (!arguments.isObject()) {
      return new ToolResult("the arguments are no JSON object", true);
    }
    if (session.asks(tool)
        && !Permission.of(client, session, cancellation).ask(id, tool, arguments)) {
      return new ToolResult("the permission for this was denied", true);
    }
    client.update(session.id(), Updates.status(id, "in_progress"));
    return timed(tool, arguments);
  }

  private ToolResult timed(Tool tool, JsonNode arguments) throws Cancelled {
    if (timeLeft.isNegative() || timeLeft.isZero()) {
      return new ToolResult("the time that tools may take in this turn is used up", true);
    }
    long begun = System.nanoTime();
    try {
      return Step.run("tool", () -> tool.call(arguments), timeLeft, cancellation);
    } catch (TimeoutException e) {
      return new ToolResult("ended: the time that tools may take in this turn is used up", true);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return new ToolResult(
          cause instanceof ToolFailure failure
              ? String.valueOf(failure.getMessage())
              : "the tool broke: " + cause,
          true);
    } finally {
      timeLeft = timeLeft.minusNanos(System.nanoTime() - begun);
    }
  }

  private ToolResult unknown(ToolExecutionRequest request) {
    return new ToolResult(
        "there is no tool "
            + request.name()
            + "; there are "
            + String.join(", ", session.tools().all().stream().map(Tool::name).toList()),
        true);
  }

  private static JsonNode arguments(ToolExecutionRequest request) {
    String text = request.arguments();
    if (text == null || text.isBlank()) {
      return Json.object();
    }
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      ObjectNode none = Json.object();
      return none.textNode(text);
    }
  }

  private String fit(String text) {
    int most = settings.tools().outputBytes();
    // Cleaning costs time, so what is far too long is cut first.
    return Text.bounded(Text.clean(Text.bounded(text, 4 * most)), most);
  }
}
