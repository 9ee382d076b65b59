package dev.reveille.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.cli.command.Commands;
import dev.reveille.cli.session.Surroundings;
import dev.reveille.domain.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A command run within this JVM, and what came of it. */
public record Called(int code, String out, String err) {
  /** Runs it in a folder, with nothing of the user's own but the PATH. */
  public static Called in(Path folder, String... args) {
    return with(folder, Map.of(), args);
  }

  /** As {@link #in}, with more in the environment. */
  public static Called with(Path folder, Map<String, String> more, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code;
    try (PrintStream toOut = new PrintStream(out, true, UTF_8);
        PrintStream toErr = new PrintStream(err, true, UTF_8)) {
      code = Commands.run(args, surroundings(folder, more, toOut, toErr));
    }
    return new Called(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** What a command of a test finds around it. */
  public static Surroundings surroundings(
      Path folder, Map<String, String> more, PrintStream out, PrintStream err) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("XDG_DATA_HOME", folder.resolve("home/data").toString());
    environment.put("TEMPORAL_CONFIG_FILE", "");
    environment.putAll(more);
    return new Surroundings(environment, folder, out, err, false, false);
  }

  /** Standard output as the one JSON document it must be. */
  public JsonNode json() {
    return Json.read(out, JsonNode.class);
  }
}
