package dev.reveille.activities.place;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.activities.agents.AgentStore;
import dev.reveille.activities.runner.BootException;
import dev.reveille.domain.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The agent that ships with Reveille: Java and a key is all it needs. */
final class BuiltinAgent {
  static final String NAME = "builtin";

  /** Where its settings stand: in the value itself, or in a file that the value names. */
  static final String CONFIG = "REVEILLE_AGENT_CONFIG";

  static final String PERSONA = "REVEILLE_AGENT_PERSONA";

  private static final String JAR = "reveille-agent-";

  private BuiltinAgent() {}

  /**
   * How to start it.
   *
   * @param folder of its jars; null where it is not installed
   * @param locked request parameters that the job locks, which it then sends by itself
   */
  static AgentStore.Start start(
      @Nullable Path folder, Reached gateway, Map<String, JsonNode> locked) throws BootException {
    Path jar = jar(folder);
    if (folder == null || jar == null) {
      throw new BootException(
          "the built-in agent's jars are not beside this worker's own (expected: the folder `agent`"
              + " beside `lib`)",
          false,
          null,
          null);
    }
    List<String> argv = new ArrayList<>();
    argv.add(Jdk.program());
    argv.addAll(
        List.of(
            "-Xshare:auto",
            "-Xlog:disable",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m"));
    List<Path> read = new ArrayList<>(Jdk.files());
    read.add(folder);
    Path classes = folder.resolveSibling(folder.getFileName() + ".jsa");
    if (isOf(classes, folder)) {
      argv.add("-XX:SharedArchiveFile=" + classes);
      read.add(classes);
    }
    argv.addAll(List.of("-jar", jar.toString()));
    return new AgentStore.Start(
        argv,
        Map.of(
            "REVEILLE_AGENT_API", gateway.api().word(),
            "REVEILLE_AGENT_BASE_URL", gateway.baseUrl() + "/v1",
            "REVEILLE_AGENT_TOKEN", gateway.token(),
            "REVEILLE_AGENT_MODEL", gateway.model(),
            "REVEILLE_AGENT_PARAMETERS", Json.mapper().valueToTree(locked).toString()),
        read);
  }

  /**
   * The JVM would take classes of an earlier build from it: all builds give their jars one date.
   */
  private static boolean isOf(Path classes, Path folder) {
    return Files.isRegularFile(classes)
        && classes.toFile().lastModified() > folder.toFile().lastModified();
  }

  /** Makes the files that its variables name whole paths, and returns them: it must see them. */
  static List<Path> files(Map<String, String> environment, Path folder) {
    List<Path> files = new ArrayList<>();
    for (String name : List.of(CONFIG, PERSONA)) {
      String value = environment.getOrDefault(name, "").strip();
      boolean inline = name.equals(CONFIG) && value.startsWith("{");
      if (!value.isEmpty() && !inline && !value.contains("\n")) {
        Path file = folder.resolve(value).normalize();
        environment.put(name, file.toString());
        files.add(file);
      }
    }
    return files;
  }

  private static @Nullable Path jar(@Nullable Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      return null;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(JAR))
          .findFirst()
          .orElse(null);
    } catch (IOException unreadable) {
      return null;
    }
  }
}
