package dev.reveille.cli.agents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.activities.agents.AgentStore;
import dev.reveille.activities.agents.KnownAgent;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.cli.up.AgentFolder;
import dev.reveille.cli.up.DrillJar;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.AgentProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code agents}: each profile, what is installed of it, and what is missing. */
public final class AgentList {
  private AgentList() {}

  /**
   * How an agent stands.
   *
   * @param version that runs use; null for a program of the user's own
   * @param missing what keeps it from running, with the remedy; null when nothing does
   */
  public record Line(
      String name,
      @Nullable String version,
      List<String> installed,
      String program,
      @Nullable String missing) {
    public Line {
      installed = List.copyOf(installed);
    }
  }

  /** Lists them. Returns the exit code. */
  public static int run(Session session) {
    List<Line> lines = lines(session);
    if (session.console().json()) {
      session.console().document(json(lines));
    } else {
      print(session, store(session), lines);
    }
    return 0;
  }

  /** How each agent stands: those of the folder, where there is one, and those known by name. */
  public static List<Line> lines(Session session) {
    AgentStore store = store(session);
    List<Line> lines = new ArrayList<>();
    profiles(session).values().forEach(profile -> lines.add(line(session, store, profile)));
    if (lines.stream().noneMatch(line -> line.name().equals("builtin"))) {
      lines.add(0, builtin("builtin"));
    }
    if (lines.stream().noneMatch(line -> line.name().equals("drill"))) {
      lines.add(drill("drill"));
    }
    return lines;
  }

  static AgentStore store(Session session) {
    return new AgentStore(
        session.data().path().resolve("agents"), session.here().environment().get("PATH"));
  }

  private static Map<String, AgentProfile> profiles(Session session) {
    try {
      return session.reading().settings().agents();
    } catch (Failure noFolder) {
      Map<String, AgentProfile> known = new LinkedHashMap<>();
      for (KnownAgent agent : KnownAgent.values()) {
        String word = agent.word();
        known.put(
            word,
            new AgentProfile(
                word, word, null, AgentProfile.Protocol.ACP, List.of(), Map.of(), null));
      }
      return known;
    }
  }

  private static Line line(Session session, AgentStore store, AgentProfile profile) {
    String word = profile.known();
    if (word == null) {
      String program = profile.command().get(0);
      return new Line(profile.name(), null, List.of(), program, missing(session, program));
    }
    if (word.equals("drill")) {
      return drill(profile.name());
    }
    if (word.equals("builtin")) {
      return builtin(profile.name());
    }
    return KnownAgent.named(word)
        .map(agent -> known(store, profile, agent))
        .orElseGet(
            () ->
                new Line(
                    profile.name(), null, List.of(), word, "comes in a later version of Reveille"));
  }

  private static Line known(AgentStore store, AgentProfile profile, KnownAgent agent) {
    String version = Objects.requireNonNullElse(profile.version(), agent.defaultVersion());
    String missing = null;
    if (store.program(agent, version).isEmpty()) {
      missing = "run `reveille agents install " + agent.folder() + "@" + version + "`";
    } else if (agent.minNode() > 0 && store.node().isEmpty()) {
      missing = "needs Node " + agent.minNode() + " or newer: run `reveille agents install node`";
    }
    return new Line(
        profile.name(), version, store.versions(agent), "npm " + agent.npmPackage(), missing);
  }

  private static Line builtin(String name) {
    return new Line(
        name,
        null,
        List.of(),
        "ships with Reveille",
        AgentFolder.find().isPresent() ? null : "its jars are not beside reveille's own");
  }

  private static Line drill(String name) {
    return new Line(
        name,
        null,
        List.of(),
        "ships with Reveille; scripted, for tests",
        DrillJar.find().isPresent() ? null : "its jar is not beside reveille's own");
  }

  private static @Nullable String missing(Session session, String program) {
    boolean template = program.contains("{");
    boolean path = program.contains("/");
    if (template || (path && Files.exists(session.folder().resolve(program)))) {
      return null;
    }
    if (!path) {
      for (String place : session.here().environment().getOrDefault("PATH", "").split(":")) {
        if (Files.isExecutable(Path.of(place, program))) {
          return null;
        }
      }
    }
    return program + (path ? " does not exist" : " is not on the PATH");
  }

  private static ArrayNode json(List<Line> lines) {
    ArrayNode all = Json.mapper().createArrayNode();
    for (Line line : lines) {
      ObjectNode node = all.addObject();
      node.put("name", line.name()).put("program", line.program()).put("version", line.version());
      ArrayNode installed = node.putArray("installed");
      line.installed().forEach(installed::add);
      node.put("ready", line.missing() == null).put("missing", line.missing());
    }
    return all;
  }

  private static void print(Session session, AgentStore store, List<Line> lines) {
    Console console = session.console();
    Table table = new Table("AGENT", "", "VERSION", "INSTALLED", "PROGRAM");
    for (Line line : lines) {
      boolean ready = line.missing() == null;
      table.row(
          Table.Cell.of(line.name()),
          new Table.Cell(ready ? "ready" : "not ready", ready ? Style.GOOD : Style.WARNING),
          Table.Cell.of(Objects.requireNonNullElse(line.version(), "–")),
          Table.Cell.of(line.installed().isEmpty() ? "–" : String.join(" ", line.installed())),
          Table.Cell.of(line.program()));
    }
    console.say(table);
    console.say("");
    for (Line line : lines) {
      if (line.missing() != null) {
        console.say(line.name() + ": " + line.missing());
      }
    }
    console.say(
        store
            .node()
            .map(node -> "node: " + node)
            .orElse("node: none was found; `reveille agents install node` brings one"));
  }
}
