package dev.reveille.activities.acp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.job.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One prompt and all that comes of it. */
public final class AcpTurn {

  private static final int MAX_PERMISSIONS = 1_000;

  private final AcpSession session;
  private final TurnListener listener;
  private final OutputText output;
  private final ToolLog tools = new ToolLog();
  private final List<PermissionSeen> permissions = new ArrayList<>();
  private final CompletableFuture<TurnResult> result = new CompletableFuture<>();

  private AcpTurn(AcpSession session, int keepChars, TurnListener listener) {
    this.session = session;
    this.listener = listener;
    this.output = new OutputText(keepChars);
  }

  /**
   * Sends the prompt; never blocks.
   *
   * @param keepChars how much of the output the result holds; the listener is given all of it
   */
  public static AcpTurn start(
      AcpSession session, String prompt, int keepChars, TurnListener listener) {
    AcpTurn turn = new AcpTurn(session, keepChars, listener);
    turn.send(prompt);
    return turn;
  }

  /**
   * Completes on the reader thread; exceptionally with an {@link AcpException}: {@link
   * AgentErrorException} when the agent reports an error, {@link AgentExitedException} when its
   * process ends, {@link ProtocolException} when it breaks the protocol.
   */
  public CompletableFuture<TurnResult> result() {
    return result.copy();
  }

  /** Asks the agent to stop; a well-behaved one then answers with {@code cancelled}. */
  public void cancel() {
    session
        .connection()
        .tell("session/cancel", AcpConnection.object().put("sessionId", session.id()));
  }

  private void send(String prompt) {
    session.connection().listen(new Watching());
    ObjectNode params = AcpConnection.object().put("sessionId", session.id());
    params.putArray("prompt").addObject().put("type", "text").put("text", prompt);
    session
        .connection()
        .request("session/prompt", params)
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                result.complete(
                    resultOf(answer.path("stopReason").asText("unknown"), false, answer));
              } else {
                result.completeExceptionally(
                    failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure);
              }
            });
  }

  private TurnResult resultOf(String stopReason, boolean approvalRequired, JsonNode answer) {
    JsonNode usage = answer.path("usage");
    synchronized (this) {
      return new TurnResult(
          stopReason,
          approvalRequired,
          output.text(),
          output.bytes(),
          tools.all(),
          permissions,
          tokens(usage.path("inputTokens")),
          tokens(usage.path("outputTokens")));
    }
  }

  private static @Nullable Long tokens(JsonNode count) {
    return count.isNumber() ? count.asLong() : null;
  }

  private final class Watching implements AcpListener {

    @Override
    public void onUpdate(String sessionId, JsonNode update) {
      if (!sessionId.equals(session.id()) || result.isDone()) {
        return;
      }
      switch (update.path("sessionUpdate").asText()) {
        case "agent_message_chunk" -> say(update);
        case "tool_call", "tool_call_update" -> tool(update);
        default -> {
          // Thoughts, plans, usage so far and titles are not part of what a run is judged by.
        }
      }
    }

    private void say(JsonNode update) {
      JsonNode content = update.path("content");
      if (!content.path("type").asText().equals("text")) {
        return;
      }
      String said;
      synchronized (AcpTurn.this) {
        said = output.add(update.path("messageId").asText(), content.path("text").asText());
      }
      if (!said.isEmpty()) {
        listener.onOutput(said);
      }
    }

    private void tool(JsonNode update) {
      ToolSeen seen;
      synchronized (AcpTurn.this) {
        output.interrupt();
        seen = tools.take(update, session.connection().clock().instant());
      }
      if (seen != null) {
        listener.onTool(seen);
      }
    }

    @Override
    public void onPermission(PermissionSeen permission) {
      synchronized (AcpTurn.this) {
        if (permissions.size() < MAX_PERMISSIONS) {
          permissions.add(permission);
        }
      }
      listener.onPermission(permission);
      if (session.connection().permissions() == Permissions.FAIL) {
        cancel();
        result.complete(resultOf("cancelled", true, AcpConnection.object()));
      }
    }

    @Override
    public void onNoise(String line) {
      listener.onNoise(line);
    }
  }
}
