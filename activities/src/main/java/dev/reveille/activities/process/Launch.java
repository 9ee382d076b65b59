package dev.reveille.activities.process;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to start.
 *
 * @param run the run this process belongs to; written to the ledger and named by the sweep
 * @param argv the program, as an absolute path or found on the worker's PATH, and its arguments
 * @param environment the whole environment; nothing is inherited from the worker
 * @param directory the working folder; must exist
 * @param disposables files and folders that are deleted once the process and its tree are dead
 */
public record Launch(
    String run,
    List<String> argv,
    Map<String, String> environment,
    Path directory,
    List<Path> disposables) {

  public Launch {
    requireNonNull(run, "run is null");
    argv = List.copyOf(argv);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("argv is empty (expected: a program and its arguments)");
    }
    environment = Map.copyOf(environment);
    requireNonNull(directory, "directory is null");
    disposables = List.copyOf(disposables);
  }

  /** A launch that leaves no files to delete. */
  public static Launch of(
      String run, List<String> argv, Map<String, String> environment, Path directory) {
    return new Launch(run, argv, environment, directory, List.of());
  }
}
