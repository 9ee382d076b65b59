package dev.reveille.cli.up;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** This very program, to be started once more. */
public final class OwnProgram {
  /** Not those of debuggers and the like, which are of one process. */
  private static final List<String> PASSED_ON =
      List.of("-XX:", "-Xshare:", "-Xlog:", "--enable-native-access", "--sun-misc-unsafe");

  private OwnProgram() {}

  /** The command line of {@code reveille} with these arguments, on the Java that runs this one. */
  public static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(List.of("-cp", classPath()));
    command.add("dev.reveille.cli.Main");
    command.addAll(arguments);
    return command;
  }

  /** Those of the launcher: its archive of classes halves the time to be ready. */
  private static List<String> options() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> PASSED_ON.stream().anyMatch(option::startsWith))
        .toList();
  }

  /** It may be started in another folder than this one was. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
