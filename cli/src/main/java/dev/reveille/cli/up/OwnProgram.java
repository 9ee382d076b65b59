package dev.reveille.cli.up;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This very program, to be started once more. */
public final class OwnProgram {
  private OwnProgram() {}

  /** The command line of {@code reveille} with these arguments, on the Java that runs this one. */
  public static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add("dev.reveille.cli.Main");
    command.addAll(arguments);
    return command;
  }
}
