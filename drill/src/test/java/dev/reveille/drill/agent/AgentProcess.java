package dev.reveille.drill.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.DrillCommand;
import dev.reveille.drill.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The drill agent as a process of its own, and the client's end of its pipes. */
final class AgentProcess implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(20);

  /** How long nothing is awaited. */
  static final Duration SHORT = Duration.ofMillis(300);

  private final Process process;
  private final OutputStream in;
  private final Path folder;
  private final List<JsonNode> messages = new ArrayList<>();
  private final List<String> garbage = new ArrayList<>();
  private final StringBuilder errors = new StringBuilder();
  private int requests;
  private String session = "";

  AgentProcess(Path folder, Map<String, String> environment, String... words) throws IOException {
    this.folder = folder;
    List<String> command = new ArrayList<>(DrillCommand.of("agent"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(environment);
    process = builder.start();
    in = process.getOutputStream();
    follow("agent-output", process.getInputStream(), this::received);
    follow("agent-errors", process.getErrorStream(), this::complained);
  }

  static AgentProcess withoutModel(Path folder, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--no-model");
    return new AgentProcess(folder, Map.of("OPENAI_MODEL", "gpt-x"), all.toArray(String[]::new));
  }

  /** Through the handshake to a session; returns the result of {@code session/new}. */
  JsonNode boot() throws IOException {
    result(send("initialize", Json.object().put("protocolVersion", 1)));
    ObjectNode params = Json.object().put("cwd", folder.toString());
    JsonNode result = result(send("session/new", params.set("mcpServers", Json.array())));
    session = result.path("sessionId").asText();
    return result;
  }

  void adopt(String session) {
    this.session = session;
  }

  int choose(String model) throws IOException {
    return send(
        "session/set_config_option",
        Json.object().put("sessionId", session).put("configId", "model").put("value", model));
  }

  int prompt(String text) throws IOException {
    ObjectNode params = Json.object().put("sessionId", session);
    JsonNode block = Json.object().put("type", "text").put("text", text);
    return send("session/prompt", params.set("prompt", Json.array(block)));
  }

  void cancel() throws IOException {
    JsonNode params = Json.object().put("sessionId", session);
    write(
        Json.object().put("jsonrpc", "2.0").put("method", "session/cancel").set("params", params));
  }

  /** Boots, prompts, and returns the result of the turn. */
  JsonNode turn(String text) throws IOException {
    boot();
    return result(prompt(text));
  }

  int send(String method, JsonNode params) throws IOException {
    int id = ++requests;
    write(
        Json.object()
            .put("jsonrpc", "2.0")
            .put("id", id)
            .put("method", method)
            .set("params", params));
    return id;
  }

  void answer(JsonNode request, JsonNode result) throws IOException {
    ObjectNode message = Json.object().put("jsonrpc", "2.0");
    message.set("id", request.path("id"));
    write(message.set("result", result));
  }

  void write(JsonNode message) throws IOException {
    writeLine(Json.write(message));
  }

  void writeLine(String line) throws IOException {
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  JsonNode result(int id) {
    JsonNode answer =
        answerTo(id, LONG)
            .orElseThrow(() -> new AssertionError("no answer to " + id + ": " + this));
    if (!answer.has("result")) {
      throw new AssertionError("no result in " + answer);
    }
    return answer.path("result");
  }

  JsonNode error(int id) {
    return answerTo(id, LONG)
        .orElseThrow(() -> new AssertionError("no answer to " + id + ": " + this))
        .path("error");
  }

  Optional<JsonNode> answerTo(int id, Duration limit) {
    return await(message -> !message.has("method") && message.path("id").asInt() == id, limit);
  }

  JsonNode awaitMethod(String method) {
    return await(message -> message.path("method").asText().equals(method), LONG)
        .orElseThrow(() -> new AssertionError("no " + method + ": " + this));
  }

  JsonNode awaitUpdate(String kind) {
    return await(message -> message.at("/params/update/sessionUpdate").asText().equals(kind), LONG)
        .orElseThrow(() -> new AssertionError("no update " + kind + ": " + this))
        .at("/params/update");
  }

  List<JsonNode> updates(String kind) {
    synchronized (messages) {
      return messages.stream()
          .map(message -> message.at("/params/update"))
          .filter(update -> update.path("sessionUpdate").asText().equals(kind))
          .toList();
    }
  }

  String text() {
    return updates("agent_message_chunk").stream()
        .map(update -> update.at("/content/text").asText())
        .collect(Collectors.joining());
  }

  List<String> garbage() {
    synchronized (messages) {
      return List.copyOf(garbage);
    }
  }

  String errors() {
    synchronized (messages) {
      return errors.toString();
    }
  }

  Process process() {
    return process;
  }

  void endInput() throws IOException {
    in.close();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(LONG.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still alive: " + this);
    }
    return process.exitValue();
  }

  boolean isAliveAfter(Duration wait) throws InterruptedException {
    return !process.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public String toString() {
    synchronized (messages) {
      return "messages " + messages + ", garbage " + garbage.size() + " lines, errors " + errors;
    }
  }

  /** Waits for a line on standard error that contains this. */
  void awaitError(String words) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    synchronized (messages) {
      while (errors.indexOf(words) < 0) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("nobody said " + words + ": " + this);
        }
        messages.wait(left);
      }
    }
  }

  private Optional<JsonNode> await(Predicate<JsonNode> wanted, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (messages) {
      while (true) {
        Optional<JsonNode> found = messages.stream().filter(wanted).findFirst();
        long left = (end - System.nanoTime()) / 1_000_000;
        if (found.isPresent() || left <= 0) {
          return found;
        }
        try {
          messages.wait(left);
        } catch (InterruptedException interrupted) {
          throw new AssertionError(interrupted);
        }
      }
    }
  }

  private void received(String line) {
    synchronized (messages) {
      try {
        messages.add(Json.read(line));
      } catch (JsonProcessingException noJson) {
        garbage.add(line);
      }
      messages.notifyAll();
    }
  }

  private void complained(String line) {
    synchronized (messages) {
      errors.append(line).append('\n');
      messages.notifyAll();
    }
  }

  private static void follow(String name, InputStream stream, Consumer<String> line) {
    Thread thread =
        new Thread(
            () ->
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(line),
            name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((ended, closed) -> {});
    thread.start();
  }
}
