package dev.reveille.drill;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How to start a drill program as a process of its own, from wherever its classes lie now. */
public final class DrillCommand {
  private DrillCommand() {}

  /**
   * A full command line, such as for {@code of("agent", "--hang", "prompt")}: quick to start,
   * small.
   */
  public static List<String> of(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m"));
    command.add("-cp");
    command.add(
        classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(Drill.class.getName());
    command.addAll(List.of(words));
    return List.copyOf(command);
  }

  /**
   * The jars and folders that the programs are loaded from: what an isolation must let them read.
   */
  public static List<Path> classPath() {
    return Stream.of(Drill.class, ObjectMapper.class, JsonFactory.class, JsonProperty.class)
        .map(DrillCommand::origin)
        .distinct()
        .toList();
  }

  private static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("where " + type + " comes from is no path", impossible);
    }
  }
}
