package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reveille.drill.DrillCommand;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.JobFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of job files whose agent, {@code drilled}, is the scripted one, and whose provider is
 * {@code drill}.
 */
record JobFolderOnDisk(Path dir) {
  static final String OWNER = "faults";
  static final String KEY = "DRILL_KEY";
  static final String SECRET = "drill-key-that-no-agent-sees";

  static JobFolderOnDisk in(Path dir, String providerAddress) {
    List<String> read = new ArrayList<>();
    DrillCommand.classPath().forEach(path -> read.add(path.toString()));
    read.add(System.getProperty("java.home"));
    JobFolderOnDisk folder = new JobFolderOnDisk(dir);
    folder.write(
        "reveille.yaml",
        """
        owner: %s
        providers:
          drill: {api: openai, baseUrl: "%s", keyEnv: %s}
        agents:
          drilled:
            protocol: acp
            command: %s
            isolation: {read: %s}
            env:
              OPENAI_BASE_URL: "{gateway}/v1"
              OPENAI_API_KEY: "{token}"
              OPENAI_MODEL: "{model}"
        defaults: {model: drill/parade-1, agent: drilled, tz: UTC}
        """
            .formatted(OWNER, providerAddress, KEY, json(DrillCommand.of("agent")), json(read)));
    return folder;
  }

  /** Writes an agent's job: {@code more} is further YAML at the root. */
  JobFolderOnDisk agent(String id, String flags, String more) {
    return job(
        id,
        """
        payload: {kind: agentTurn, message: "Do the work of %s."}
        env: {DRILL_AGENT: %s, %s: %s}
        %s"""
            .formatted(id, json(flags), Orphans.MARK, json(id), more));
  }

  /** Writes a job whose turns go into a shared session; those of equal flags can share an agent. */
  JobFolderOnDisk session(String id, String target, String flags, String more) {
    return job(
        id,
        """
        sessionTarget: "%s"
        payload: {kind: agentTurn, message: "Do the work of %s."}
        env: {DRILL_AGENT: %s, %s: %s}
        %s"""
            .formatted(target, id, json(flags), Orphans.MARK, json(target), more));
  }

  /** Pins a job that was written before to another model of the provider. */
  JobFolderOnDisk pinnedTo(String id, String model) {
    Path file = dir.resolve("jobs/" + id + ".yaml");
    try {
      String text = Files.readString(file);
      return write(
          "jobs/" + id + ".yaml",
          text.replace("kind: agentTurn,", "kind: agentTurn, model: drill/" + model + ","));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a job that runs a shell line. */
  JobFolderOnDisk shell(String id, String line, String more) {
    return job(
        id,
        """
        payload: {kind: command, argv: [sh, -c, %s]}
        env: {%s: %s}
        %s"""
            .formatted(json(line), Orphans.MARK, json(id), more));
  }

  private JobFolderOnDisk job(String id, String yaml) {
    String schedule = yaml.contains("schedule:") ? "" : "schedule: {kind: every, every: 24h}\n";
    return write("jobs/" + id + ".yaml", "name: " + id + "\n" + schedule + yaml);
  }

  JobFolderOnDisk write(String name, String text) {
    try {
      Path file = dir.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FolderReading read() {
    FolderReading reading = JobFolder.read(dir);
    assertThat(reading.errors()).as(reading.text()).isEmpty();
    return reading;
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
