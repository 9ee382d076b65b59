package dev.reveille.drill.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.reveille.drill.flags.FlagValues;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Conversations that outlive the agent, one file each in its home; without the flag, none. */
final class Memory {
  private final boolean on;
  private final boolean resumes;
  private final Path home;

  Memory(FlagValues values, Map<String, String> environment) {
    resumes = values.has("resume");
    on = values.has("load") || resumes;
    home = Path.of(environment.getOrDefault("HOME", "."));
  }

  boolean loads() {
    return on && !resumes;
  }

  boolean resumes() {
    return resumes;
  }

  void keep(Session session) throws IOException {
    if (on) {
      Files.write(
          file(session.id()), Json.write(session.messages()).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What was said in a session; empty when nothing is known of it. */
  Optional<ArrayNode> of(String session) throws IOException {
    Path file = file(session);
    return on && Files.exists(file)
        ? Optional.of((ArrayNode) Json.read(Files.readAllBytes(file)))
        : Optional.empty();
  }

  private Path file(String session) {
    return home.resolve(session.replaceAll("[^A-Za-z0-9-]", "_") + ".json");
  }
}
