package dev.reveille.cli.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The job folder of a drill, made for it and gone after it. */
record GroundFolder(Path root) implements AutoCloseable {
  static final int BURST = 24;

  /** So that nobody waits for a seat while the burst is played. */
  private static final int SEATS = 2 * BURST;

  /** Providers of the jobs, each with a script of its own. */
  private static final List<String> DOORS =
      List.of("steady", "swapped", "claiming", "down", "crowded");

  static GroundFolder make() throws IOException {
    return new GroundFolder(
        Files.createTempDirectory(
            "reveille-drill-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
  }

  Path jobs() {
    return root.resolve("jobs");
  }

  Path data() {
    return root.resolve("data");
  }

  Path notices() {
    return root.resolve("notices.jsonl");
  }

  void write(URI provider, List<Incident> incidents, List<String> unguarded) throws IOException {
    Files.createDirectories(jobs());
    Files.createDirectories(root.resolve("desk/inbox"));
    for (int i = 1; i <= 3; i++) {
      Files.writeString(root.resolve("desk/inbox/load-" + i + ".csv"), "hour,kW\n1,2\n");
    }
    Files.writeString(root.resolve("reveille.yaml"), settings(provider));
    // A profile of the user's must not lead the drill to the user's own server.
    Files.writeString(root.resolve("temporal.toml"), "");
    for (Incident incident : incidents) {
      int number = 0;
      for (String job : incident.jobs(!unguarded.contains(incident.name()))) {
        Files.writeString(jobs().resolve(incident.name() + "-" + number++ + ".yaml"), job, UTF_8);
      }
    }
  }

  private String settings(URI provider) {
    StringBuilder yaml = new StringBuilder("owner: drill\nlimits: {seats: " + SEATS + "}\n");
    yaml.append("defaults: {agent: drill, model: steady/parade-1}\nproviders:\n");
    DOORS.forEach(name -> yaml.append(provider(name, ScriptedProvider.door(provider, name))));
    for (int i = 0; i < BURST; i++) {
      // Each name is paced on its own, also where the program behind it is one.
      yaml.append(provider("crowded-" + i, ScriptedProvider.door(provider, "crowded")));
    }
    yaml.append("alerts:\n")
        .append("  desk: {kind: command, command: [sh, -c, 'cat >> \"$0\"', \"")
        .append(notices())
        .append("\"]}\n")
        .append("  gone: {kind: webhook, allowPrivate: true, url: \"")
        .append(provider)
        .append("/gone\"}\n");
    return yaml.toString();
  }

  private static String provider(String name, String baseUrl) {
    return "  %s: {api: openai, baseUrl: \"%s\"}\n".formatted(name, baseUrl);
  }

  /** Deletes it all. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
