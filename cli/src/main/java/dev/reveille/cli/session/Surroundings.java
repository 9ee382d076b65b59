package dev.reveille.cli.session;

import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it; tests give it others than the process has.
 *
 * @param directory the current folder
 * @param outTerminal whether standard output is a terminal
 * @param errTerminal whether standard error is one
 */
public record Surroundings(
    Map<String, String> environment,
    Path directory,
    PrintStream out,
    PrintStream err,
    boolean outTerminal,
    boolean errTerminal) {
  public Surroundings {
    environment = Map.copyOf(environment);
    requireNonNull(directory, "directory is null");
    requireNonNull(out, "out is null");
    requireNonNull(err, "err is null");
  }

  /** Those of this process. What we print is UTF-8, whatever the locale says. */
  public static Surroundings ofThisProcess() {
    return new Surroundings(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        isTerminal(1),
        isTerminal(2));
  }

  /** No terminal, and nothing but the given streams differs from this process. */
  public static Surroundings of(PrintStream out, PrintStream err) {
    return new Surroundings(System.getenv(), Path.of("").toAbsolutePath(), out, err, false, false);
  }

  boolean colours() {
    return outTerminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  int columns() {
    try {
      int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", "100"));
      return Math.max(60, Math.min(columns, 400));
    } catch (NumberFormatException e) {
      return 100;
    }
  }

  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), false, StandardCharsets.UTF_8);
  }

  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null;
    }
  }
}
