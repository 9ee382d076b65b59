package dev.reveille.activities.isolation;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A program to run and what it may see.
 *
 * @param run the run it belongs to
 * @param argv program and arguments, all templates filled in
 * @param field where the user wrote them, such as {@code agents.codex.command}; named in errors
 * @param environment added to a minimal one of PATH, HOME, USER and the like; a PATH here is also
 *     where the program is looked for
 * @param workspace bound writable at its own path; must exist
 * @param directory working folder, the workspace or below it
 * @param read further files and folders to be seen read-only
 * @param write further files and folders to be bound writable
 * @param guards kept from the run even where the paths above contain them
 * @param gatewaySocket unix socket of the gateway; null where the run needs none
 * @param homeFiles files of the host that the run may write, each under the name, relative to its
 *     home, at which the program looks for it
 * @param home folder of the host that is the run's home and outlives it; null for one that ends
 *     with the run
 * @param hostFiles whether this is a program of the user's own that sees the host's files and
 *     network; then {@code read}, {@code write}, {@code network} and {@code gatewaySocket} do not
 *     matter
 */
public record SpawnPlan(
    String run,
    List<String> argv,
    String field,
    Map<String, String> environment,
    Path workspace,
    Path directory,
    List<Path> read,
    List<Path> write,
    List<Guard> guards,
    Network.Kind network,
    @Nullable Path gatewaySocket,
    Map<Path, String> homeFiles,
    @Nullable Path home,
    boolean hostFiles) {

  public SpawnPlan {
    requireNonNull(run, "run is null");
    argv = List.copyOf(argv);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException(field + ": [] (expected: a program and its arguments)");
    }
    requireNonNull(field, "field is null");
    environment = Map.copyOf(environment);
    requireNonNull(workspace, "workspace is null");
    requireNonNull(directory, "directory is null");
    read = List.copyOf(read);
    write = List.copyOf(write);
    guards = List.copyOf(guards);
    requireNonNull(network, "network is null");
    homeFiles = Map.copyOf(homeFiles);
  }

  /** A program of the user's own, with the host's files and network. */
  public static SpawnPlan command(
      String run,
      List<String> argv,
      Map<String, String> environment,
      Path workspace,
      Path directory,
      List<Guard> guards) {
    return new SpawnPlan(
        run,
        argv,
        "payload.argv",
        environment,
        workspace,
        directory,
        List.of(),
        List.of(),
        guards,
        Network.Kind.HOST,
        null,
        Map.of(),
        null,
        true);
  }

  /** The same program, written in another field. */
  public SpawnPlan named(String otherField) {
    return running(argv, otherField);
  }

  /** The same place, with another program in it. */
  public SpawnPlan running(List<String> otherArgv, String otherField) {
    return new SpawnPlan(
        run,
        otherArgv,
        otherField,
        environment,
        workspace,
        directory,
        read,
        write,
        guards,
        network,
        gatewaySocket,
        homeFiles,
        home,
        hostFiles);
  }

  /** What a program started by this plan has of another than one started by the other plan. */
  public List<String> unlike(SpawnPlan other) {
    List<String> unlike = new ArrayList<>();
    if (!argv.equals(other.argv)) {
      unlike.add("command");
    }
    if (!environment.equals(other.environment)) {
      unlike.add("environment");
    }
    if (!workspace.equals(other.workspace) || !directory.equals(other.directory)) {
      unlike.add("workspace");
    }
    if (network != other.network) {
      unlike.add("network");
    }
    if (!read.equals(other.read)
        || !write.equals(other.write)
        || !guards.equals(other.guards)
        || !homeFiles.equals(other.homeFiles)
        || !Objects.equals(home, other.home)) {
      unlike.add("files to be seen");
    }
    return unlike;
  }
}
