package dev.reveille.cli.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.cli.session.Failure;
import dev.reveille.domain.Json;
import dev.reveille.domain.Safe;
import dev.reveille.starter.imports.ProviderHint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The OpenClaw of this machine, asked by its own command. Its keys are never asked for. */
final class OpenClawInstalled {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String BY_HAND =
      "`openclaw cron list --all --json > cron.json` where its gateway runs, then `reveille import"
          + " openclaw cron.json`";

  private final Program program;
  private final Path openclaw;

  private OpenClawInstalled(Program program, Path openclaw) {
    this.program = program;
    this.openclaw = openclaw;
  }

  static Optional<OpenClawInstalled> find(Program program) {
    return program.onPath("openclaw").map(path -> new OpenClawInstalled(program, path));
  }

  /** For where there is none. */
  static Failure absent() {
    return Failure.usage("openclaw is not on the PATH here: run " + BY_HAND);
  }

  Path path() {
    return openclaw;
  }

  /** Its jobs, as it lists them. Blocks for seconds. */
  String jobs() throws IOException, InterruptedException {
    List<String> command =
        List.of(openclaw.toString(), "cron", "list", "--all", "--json", "--timeout", "60000");
    Program.Said said;
    try {
      said = program.ask(command, "", LIMIT);
    } catch (Failure late) {
      throw Failure.failed(openclaw + ": " + late.getMessage() + "; run " + BY_HAND, late);
    }
    String output = said.output();
    int begin = output.startsWith("{") ? 0 : output.indexOf("\n{") + 1;
    boolean json = begin > 0 || output.startsWith("{");
    if (said.code() != 0 || !json) {
      throw Failure.failed(
          openclaw
              + " could not list its jobs (exit code "
              + said.code()
              + "): "
              + lastLine(said)
              + "; start its gateway and try again, or run "
              + BY_HAND
              + legacy(),
          null);
    }
    return output.substring(begin);
  }

  /** Addresses and dialects of the providers it knows; without any where it cannot say. */
  Map<String, ProviderHint> providers() throws IOException, InterruptedException {
    Map<String, ProviderHint> hints = new LinkedHashMap<>();
    JsonNode providers = setting("models.providers");
    for (Map.Entry<String, JsonNode> entry : providers.properties()) {
      String api = entry.getValue().path("api").asText("");
      String url = entry.getValue().path("baseUrl").asText("");
      if (!url.isEmpty() && !api.isEmpty()) {
        String dialect = api.startsWith("anthropic") ? "anthropic" : "openai";
        if (api.startsWith("anthropic") || api.startsWith("openai")) {
          hints.put(entry.getKey(), new ProviderHint(dialect, url));
        }
      }
    }
    return hints;
  }

  /** The model of jobs that name none. */
  Optional<String> usualModel() throws IOException, InterruptedException {
    JsonNode model = setting("agents.defaults.model");
    String name = model.isTextual() ? model.asText() : model.path("primary").asText("");
    return Optional.of(name).filter(text -> text.matches("[\\w.-]+/[\\w./:@-]+"));
  }

  private JsonNode setting(String path) throws IOException, InterruptedException {
    try {
      List<String> command = List.of(openclaw.toString(), "config", "get", path, "--json");
      Program.Said said = program.ask(command, "", LIMIT);
      return said.code() == 0
          ? Json.mapper().readTree(said.output())
          : Json.mapper().createObjectNode();
    } catch (Failure | JsonProcessingException e) {
      return Json.mapper().createObjectNode();
    }
  }

  private static String lastLine(Program.Said said) {
    String all = (said.output() + "\n" + said.error()).strip();
    String last = all.lines().reduce("", (before, line) -> line.isBlank() ? before : line);
    return last.isEmpty() ? "it said nothing" : Safe.line(last.replaceAll("\u001B\\[[0-9;]*m", ""));
  }

  private static String legacy() {
    Path file = Path.of(System.getProperty("user.home"), ".openclaw", "cron", "jobs.json");
    return Files.isRegularFile(file) ? "; the jobs of an older version stand in " + file : "";
  }
}
