package dev.reveille.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.agent.acp.AcpServer;
import dev.reveille.agent.acp.Wire;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.settings.Surroundings;
import dev.reveille.drill.DrillProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that talks to the agent over its two streams, and keeps all that it hears. */
final class Talk implements AutoCloseable {
  static final String TOKEN = "token-of-the-attempt";

  // Java's piped streams break when the thread that wrote last has ended.
  private final OutputStream toAgent;
  private final AcpServer server;
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
  private final Path folder;
  private volatile String permission = "cancelled";
  private volatile Runnable onToolStart = () -> {};
  private int id;

  private Talk(Map<String, String> told, Path folder) throws Exception {
    this.folder = folder;
    Pipe in = Pipe.open();
    Pipe out = Pipe.open();
    toAgent = Channels.newOutputStream(in.sink());
    InputStream ofAgent = Channels.newInputStream(out.source());
    server = new AcpServer(new Wire(Channels.newOutputStream(out.sink())), Surroundings.of(told));
    BufferedReader input =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(in.source()), StandardCharsets.UTF_8));
    daemon(() -> server.serve(input));
    daemon(
        () -> listen(new BufferedReader(new InputStreamReader(ofAgent, StandardCharsets.UTF_8))));
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException ended) {
                // The other end is closed: the talk is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** An agent in front of that provider, which has shaken hands. */
  static Talk with(DrillProvider provider, String api, String config, Path folder)
      throws Exception {
    Map<String, String> told = new HashMap<>();
    told.put("HOME", folder.resolve("home").toString());
    told.put("REVEILLE_AGENT_BASE_URL", provider.address() + "/v1");
    told.put("REVEILLE_AGENT_TOKEN", TOKEN);
    told.put("REVEILLE_AGENT_MODEL", "pinned-model,other-model");
    told.put("REVEILLE_AGENT_API", api);
    told.put("REVEILLE_AGENT_CONFIG", config);
    return with(told, folder);
  }

  static Talk with(Map<String, String> told, Path folder) throws Exception {
    Talk talk = new Talk(told, folder);
    talk.request("initialize", Json.object().put("protocolVersion", 1));
    return talk;
  }

  /** Which option is chosen when the agent asks; {@code cancelled} for none. */
  Talk permitting(String option) {
    permission = option;
    return this;
  }

  Talk whenToolStarts(Runnable action) {
    onToolStart = action;
    return this;
  }

  /** Opens a session in the folder; returns its id. */
  String open() throws Exception {
    JsonNode answer = request("session/new", opening());
    return answer.path("result").path("sessionId").asText("no session: " + answer);
  }

  ObjectNode opening() {
    ObjectNode params = Json.object().put("cwd", folder.toString());
    params.putArray("mcpServers");
    return params;
  }

  /** The whole answer to a prompt. */
  JsonNode prompt(String session, String text) throws Exception {
    ObjectNode params = Json.object().put("sessionId", session);
    params.putArray("prompt").addObject().put("type", "text").put("text", text);
    return request("session/prompt", params);
  }

  JsonNode request(String method, ObjectNode params) throws Exception {
    int now = ++id;
    send(Json.object().put("id", now).put("method", method).set("params", params));
    JsonNode answer = answers.poll(60, TimeUnit.SECONDS);
    if (answer == null || answer.path("id").asInt() != now) {
      throw new AssertionError(method + " was answered by " + answer + "; heard " + heard);
    }
    return answer;
  }

  void cancel(String session) {
    try {
      send(
          Json.object()
              .put("method", "session/cancel")
              .set("params", Json.object().put("sessionId", session)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Bodies of the updates of one kind. */
  List<JsonNode> updates(String kind) {
    return heard.stream()
        .map(message -> message.path("params").path("update"))
        .filter(update -> update.path("sessionUpdate").asText().equals(kind))
        .toList();
  }

  /** What the last tool gave back, as the client is shown it. */
  String toolText() {
    List<JsonNode> ends =
        updates("tool_call_update").stream().filter(update -> update.has("content")).toList();
    return ends.get(ends.size() - 1).at("/content/0/content/text").asText();
  }

  List<String> heard(String method) {
    return heard.stream()
        .filter(message -> message.path("method").asText().equals(method))
        .map(message -> message.path("params").toString())
        .toList();
  }

  private void send(JsonNode message) throws IOException {
    synchronized (toAgent) {
      toAgent.write((message + "\n").getBytes(StandardCharsets.UTF_8));
      toAgent.flush();
    }
  }

  private void listen(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode message = Json.read(line);
      heard.add(message);
      if (message.path("method").asText().equals("session/request_permission")) {
        answerPermission(message);
      } else if (message.has("id")) {
        answers.add(message);
      } else if (message.at("/params/update/status").asText().equals("in_progress")) {
        onToolStart.run();
      }
    }
  }

  private void answerPermission(JsonNode question) throws IOException {
    ObjectNode answer = Json.object();
    answer.set("id", question.path("id"));
    ObjectNode outcome = answer.putObject("result").putObject("outcome");
    if (permission.equals("cancelled")) {
      outcome.put("outcome", "cancelled");
    } else {
      outcome.put("outcome", "selected").put("optionId", permission);
    }
    send(answer);
  }

  @Override
  public void close() throws IOException {
    server.stop();
    toAgent.close();
  }
}
