package dev.reveille.activities.acp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.ProcessExit;
import dev.reveille.domain.job.Permissions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON-RPC over an agent's standard input and output. One reader thread delivers everything in the
 * order the agent sent it: the updates of a turn come before the turn's answer.
 *
 * <p>The connection has no timeouts: {@link AgentProcess#end} makes all that is awaited fail with
 * {@link AgentExitedException}.
 */
public final class AcpConnection {

  private static final Logger LOG = LoggerFactory.getLogger(AcpConnection.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_LINE = 16 << 20;
  private static final int NOISE_LINES = 200;
  private static final int NOISE_CHARS = 2_000;
  private static final int METHOD_NOT_FOUND = -32601;

  private final AgentProcess process;
  private volatile Permissions permissions;
  private final Clock clock;
  private final MessageWriter writer;
  private final Map<Long, Pending> pending = new LinkedHashMap<>();
  private volatile AcpListener listener = AcpListener.NONE;
  private long lastId;
  private int noise;
  private @Nullable Function<String, AcpException> closed;

  private record Pending(String method, CompletableFuture<JsonNode> answer) {}

  private AcpConnection(AgentProcess process, Permissions permissions, Clock clock) {
    this.process = process;
    this.permissions = permissions;
    this.clock = clock;
    this.writer = new MessageWriter(process.stdin(), "acp-writer-" + process.pid());
  }

  /** Takes over the process' standard input and output. */
  public static AcpConnection open(AgentProcess process, Permissions permissions, Clock clock) {
    AcpConnection connection =
        new AcpConnection(
            process,
            requireNonNull(permissions, "permissions is null"),
            requireNonNull(clock, "clock is null"));
    Thread reader = new Thread(connection::read, "acp-reader-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    return connection;
  }

  public AgentProcess process() {
    return process;
  }

  Permissions permissions() {
    return permissions;
  }

  /** Answers requests for permission so, from the next one on. */
  public void permissions(Permissions permissions) {
    this.permissions = requireNonNull(permissions, "permissions is null");
  }

  Clock clock() {
    return clock;
  }

  /** Replaces the listener, from the next message on. */
  public void listen(AcpListener listener) {
    this.listener = requireNonNull(listener, "listener is null");
  }

  /**
   * Sends a request; never blocks. The future completes on the reader thread, exceptionally only
   * with an {@link AcpException}.
   */
  public CompletableFuture<JsonNode> request(String method, ObjectNode params) {
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    ObjectNode message = message(method, params);
    synchronized (pending) {
      if (closed != null) {
        answer.completeExceptionally(closed.apply(method));
        return answer;
      }
      lastId++;
      message.put("id", lastId);
      pending.put(lastId, new Pending(method, answer));
    }
    send(message);
    return answer;
  }

  /** Sends a notification; never blocks, and is lost on a closed connection. */
  public void tell(String method, ObjectNode params) {
    send(message(method, params));
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode message(String method, ObjectNode params) {
    ObjectNode message = object().put("jsonrpc", "2.0").put("method", method);
    message.set("params", params);
    return message;
  }

  private void send(ObjectNode message) {
    byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
    if (!writer.offer(line)) {
      close(
          method ->
              new ProtocolException(
                  "the agent has stopped reading its input while " + method + " was awaited"));
    }
  }

  private void read() {
    LineReader lines = new LineReader(process.stdout(), MAX_LINE);
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        take(line);
      }
    } catch (IOException e) {
      LOG.debug("output of process {} ended: {}", process.pid(), e.getMessage());
    } catch (ProtocolException e) {
      close(method -> new ProtocolException(e.getMessage() + " while " + method + " was awaited"));
      drain(lines);
    }
    closeWithExit();
  }

  private void drain(LineReader lines) {
    try {
      lines.drain();
    } catch (IOException e) {
      LOG.debug("output of process {} ended: {}", process.pid(), e.getMessage());
    }
  }

  private void closeWithExit() {
    try {
      ProcessExit exit = process.exit().get(2, TimeUnit.SECONDS);
      close(method -> new AgentExitedException(method, exit));
    } catch (InterruptedException
        | java.util.concurrent.ExecutionException
        | java.util.concurrent.TimeoutException e) {
      close(
          method ->
              new ProtocolException(
                  "the agent closed its output, but runs on, while " + method + " was awaited"));
    }
  }

  private void close(Function<String, AcpException> reason) {
    List<Pending> lost;
    synchronized (pending) {
      if (closed == null) {
        closed = reason;
      }
      lost = new ArrayList<>(pending.values());
      pending.clear();
    }
    writer.close();
    lost.forEach(one -> one.answer().completeExceptionally(reason.apply(one.method())));
  }

  private void take(String line) {
    if (line.isBlank()) {
      return;
    }
    JsonNode message;
    try {
      message = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      noise(line);
      return;
    }
    try {
      dispatch(message, line);
    } catch (RuntimeException e) {
      LOG.warn("a listener failed on {} of process {}", message.path("method"), process.pid(), e);
    }
  }

  private void dispatch(JsonNode message, String line) {
    boolean hasId = message.hasNonNull("id");
    if (message.hasNonNull("method")) {
      if (hasId) {
        answer(message);
      } else if (message.path("method").asText().equals("session/update")) {
        JsonNode params = message.path("params");
        listener.onUpdate(params.path("sessionId").asText(), params.path("update"));
      } else if (message.path("method").asText().startsWith("_")) {
        listener.onExtension(message.path("method").asText(), message.path("params"));
      }
    } else if (hasId && (message.has("result") || message.has("error"))) {
      complete(message);
    } else {
      noise(line);
    }
  }

  private void complete(JsonNode message) {
    Pending request;
    synchronized (pending) {
      request = pending.remove(message.path("id").asLong(-1));
    }
    if (request == null) {
      return;
    }
    JsonNode error = message.path("error");
    if (message.hasNonNull("error")) {
      JsonNode data = error.path("data");
      request
          .answer()
          .completeExceptionally(
              new AgentErrorException(
                  request.method(),
                  error.path("code").asInt(),
                  error.path("message").asText("no message"),
                  data.isMissingNode() || data.isNull() ? "" : cut(data.toString())));
    } else {
      request.answer().complete(message.path("result"));
    }
  }

  private void answer(JsonNode request) {
    ObjectNode reply = object().put("jsonrpc", "2.0");
    reply.set("id", request.path("id"));
    String method = request.path("method").asText();
    if (!method.equals("session/request_permission")) {
      // We advertise neither files nor terminals: agents use their own, inside the isolation.
      reply
          .putObject("error")
          .put("code", METHOD_NOT_FOUND)
          .put("message", method + " is not offered by this client");
      send(reply);
      return;
    }
    JsonNode params = request.path("params");
    String answer = PermissionAnswer.choose(permissions, params);
    reply.set("result", PermissionAnswer.result(answer));
    send(reply);
    JsonNode toolCall = params.path("toolCall");
    listener.onPermission(
        new PermissionSeen(
            clock.instant(),
            toolCall.hasNonNull("toolCallId") ? toolCall.path("toolCallId").asText() : null,
            toolCall.path("title").asText("something it did not name"),
            answer));
  }

  private void noise(String line) {
    noise++;
    if (noise <= NOISE_LINES) {
      listener.onNoise(cut(line));
    }
  }

  private static String cut(String text) {
    return text.length() > NOISE_CHARS ? text.substring(0, NOISE_CHARS) + " …" : text;
  }
}
