package dev.reveille.cli.up;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** This very program, to be started once more. */
public final class OwnProgram {
  private OwnProgram() {}

  /** The command line of {@code reveille} with these arguments, on the Java that runs this one. */
  public static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-cp", classPath()));
    command.add("dev.reveille.cli.Main");
    command.addAll(arguments);
    return command;
  }

  /** It may be started in another folder than this one was. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
