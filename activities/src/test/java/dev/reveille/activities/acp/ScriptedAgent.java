package dev.reveille.activities.acp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.Spawner;
import dev.reveille.domain.job.Permissions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Real agents of a few lines of shell, which answer request after request by the book. */
final class ScriptedAgent implements AutoCloseable {

  static final String INITIALIZE =
      answer(
          1, "{\"protocolVersion\":1,\"agentInfo\":{\"name\":\"Scripted\",\"version\":\"1.0\"}}");
  static final String SESSION = answer(2, "{\"sessionId\":\"s1\"}");

  private final Spawner spawner;
  private final Path folder;

  ScriptedAgent(Path folder) throws IOException {
    this.folder = folder;
    this.spawner = Spawner.open(folder.resolve("data"), Clock.systemUTC());
  }

  /** A step that awaits our next message and then writes these lines. */
  static String answer(long id, String result) {
    return "read -r line; "
        + line("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}");
  }

  static String update(String update) {
    return line(
        "{\"jsonrpc\":\"2.0\",\"method\":\"session/update\",\"params\":{\"sessionId\":\"s1\",\"update\":"
            + update
            + "}}");
  }

  static String line(String text) {
    return "printf '%s\\n' '" + text + "'\n";
  }

  AcpConnection connect(Permissions permissions, String... steps) throws IOException {
    return AcpConnection.open(start(String.join("", steps)), permissions, Clock.systemUTC());
  }

  AgentProcess start(String script) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "agent", ".sh"), script);
    return spawner.start(
        Launch.of(
            "run-1",
            List.of("/bin/sh", file.toString()),
            Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C"),
            folder));
  }

  /** An agent that replays a transcript of a real one: each message of ours, then its own. */
  static String replay(String name) {
    StringBuilder script = new StringBuilder();
    try (InputStream stream = ScriptedAgent.class.getResourceAsStream("/acp/" + name + ".jsonl")) {
      if (stream == null) {
        throw new IllegalArgumentException("no transcript " + name);
      }
      ObjectMapper json = new ObjectMapper();
      for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        JsonNode entry = json.readTree(line);
        script.append(
            entry.path("dir").asText().equals(">")
                ? "read -r line\n"
                : "cat <<'END_OF_MESSAGE'\n" + entry.path("m") + "\nEND_OF_MESSAGE\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return script.append("cat >/dev/null\n").toString();
  }

  @Override
  public void close() {
    spawner.close();
  }
}
