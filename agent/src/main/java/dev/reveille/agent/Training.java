package dev.reveille.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reveille.agent.acp.AcpServer;
import dev.reveille.agent.acp.Wire;
import dev.reveille.agent.settings.SettingsException;
import dev.reveille.agent.settings.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Does a turn in each dialect against itself, and exits: the launcher runs it once after a build,
 * to have the JVM keep the classes for quicker starts.
 */
final class Training {
  private static final Map<String, String> ANSWERS =
      Map.of(
          "/v1/chat/completions",
          """
          {"id": "c", "object": "chat.completion", "model": "m", "choices": [{"index": 0, "finish_reason": "stop",
           "message": {"role": "assistant", "content": "done"}}],
           "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}
          """,
          "/v1/responses",
          """
          {"id": "r", "object": "response", "model": "m", "status": "completed", "output": [{"type": "message",
           "id": "o", "role": "assistant", "status": "completed", "content": [{"type": "output_text",
           "text": "done", "annotations": []}]}], "usage": {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}}
          """,
          "/v1/messages",
          """
          {"id": "a", "type": "message", "role": "assistant", "model": "m", "stop_reason": "end_turn",
           "content": [{"type": "text", "text": "done"}], "usage": {"input_tokens": 1, "output_tokens": 1}}
          """);

  private Training() {}

  public static void main(String[] args) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ANSWERS.forEach((path, answer) -> server.createContext(path, call -> answer(call, answer)));
    server.start();
    Path scratch = Files.createTempDirectory("reveille-agent-training");
    try {
      Files.writeString(scratch.resolve("AGENTS.md"), "Learn.");
      String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
      turn(base, scratch, "openai", "");
      turn(base, scratch, "openai", "{openai: responses}");
      turn(base, scratch, "anthropic", "");
      Class.forName("io.modelcontextprotocol.client.McpClient");
    } finally {
      try (Stream<Path> files = Files.walk(scratch)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    System.exit(0);
  }

  private static void turn(String base, Path folder, String api, String config)
      throws SettingsException, IOException, InterruptedException {
    Map<String, String> told = new HashMap<>();
    told.put("HOME", folder.toString());
    told.put(Surroundings.PREFIX + "BASE_URL", base);
    told.put(Surroundings.PREFIX + "MODEL", "m");
    told.put(Surroundings.PREFIX + "API", api);
    told.put(Surroundings.PREFIX + "CONFIG", config);
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    String[] session = {""};
    OutputStream watching =
        new OutputStream() {
          @Override
          public void write(int one) {
            throw new IllegalStateException("only whole messages are written");
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            String line = new String(bytes, from, length, StandardCharsets.UTF_8);
            int at = line.indexOf("\"sessionId\":\"rv-");
            if (at >= 0 && session[0].isEmpty()) {
              session[0] = line.substring(at + 13, line.indexOf('"', at + 13));
              opened.countDown();
            } else if (line.contains("\"id\":3")) {
              ended.countDown();
            }
          }
        };
    AcpServer server = new AcpServer(new Wire(watching), Surroundings.of(told));
    serve(server, "{\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":1}}");
    serve(
        server,
        "{\"id\":2,\"method\":\"session/new\",\"params\":{\"mcpServers\":[],\"cwd\":\""
            + folder
            + "\"}}");
    if (opened.await(20, TimeUnit.SECONDS)) {
      serve(
          server,
          "{\"id\":3,\"method\":\"session/prompt\",\"params\":{\"sessionId\":\""
              + session[0]
              + "\",\"prompt\":[{\"type\":\"text\",\"text\":\"go\"}]}}");
      ended.await(20, TimeUnit.SECONDS);
    }
    server.stop();
  }

  private static void serve(AcpServer server, String line) throws IOException {
    server.serve(new BufferedReader(new StringReader(line)));
  }

  private static void answer(HttpExchange call, String answer) throws IOException {
    call.getRequestBody().readAllBytes();
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("content-type", "application/json");
    call.sendResponseHeaders(200, body.length);
    call.getResponseBody().write(body);
    call.close();
  }
}
