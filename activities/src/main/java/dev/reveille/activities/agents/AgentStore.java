package dev.reveille.activities.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of installed agents, {@code <agents>/<name>/<version>/}, several versions side by
 * side. Reads only; installing is a command of its own and never happens while a run boots.
 */
public final class AgentStore {
  private final Path folder;
  private final @Nullable String searchPath;

  /**
   * @param folder need not exist
   * @param searchPath the PATH on which Node is looked for; null for none
   */
  public AgentStore(Path folder, @Nullable String searchPath) {
    this.folder = folder;
    this.searchPath = searchPath;
  }

  /** How a known agent is to be started. */
  public record Start(List<String> argv, Map<String, String> settings, List<Path> read) {
    public Start {
      argv = List.copyOf(argv);
      settings = Map.copyOf(settings);
      read = List.copyOf(read);
    }
  }

  /** Where that version of that agent lies, by its real path, or would lie. */
  public Path home(KnownAgent agent, String version) {
    return real(folder.resolve(agent.folder()).resolve(version));
  }

  private static Path real(Path path) {
    try {
      return Files.exists(path) ? path.toRealPath() : path;
    } catch (IOException e) {
      throw new UncheckedIOException("the agent's " + path + " cannot be read", e);
    }
  }

  /** The program of an installed version. */
  public Optional<Path> program(KnownAgent agent, String version) {
    Path program = home(agent, version).resolve("node_modules/.bin").resolve(agent.bin());
    return Files.exists(program) ? Optional.of(program) : Optional.empty();
  }

  /** Installed versions in the order of their names. */
  public List<String> versions(KnownAgent agent) {
    Path of = folder.resolve(agent.folder());
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(of)) {
      return homes
          .map(home -> home.getFileName().toString())
          .filter(version -> program(agent, version).isPresent())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of agents " + of + " cannot be read", e);
    }
  }

  /** Node: the one that was installed beside the agents, else the first on the PATH. */
  public Optional<Path> node() {
    Path own = folder.resolve("node/node_modules/node/bin/node");
    if (Files.isExecutable(own)) {
      return Optional.of(real(own));
    }
    if (searchPath == null) {
      return Optional.empty();
    }
    for (String place : searchPath.split(":")) {
      Path node = Path.of(place.isEmpty() ? "." : place).resolve("node");
      if (Files.isExecutable(node) && !Files.isDirectory(node)) {
        return Optional.of(node.toAbsolutePath());
      }
    }
    return Optional.empty();
  }

  /**
   * How to start an installed agent.
   *
   * @throws NotInstalled naming the command that installs what is missing
   */
  public Start start(KnownAgent agent, @Nullable String wanted, KnownAgent.Pinned pinned)
      throws NotInstalled {
    String version = wanted == null ? agent.defaultVersion() : wanted;
    Path program = program(agent, version).orElseThrow(() -> missing(agent, version));
    List<String> run = new ArrayList<>();
    List<Path> read = new ArrayList<>();
    read.add(home(agent, version));
    if (agent.minNode() > 0) {
      Path node =
          node()
              .orElseThrow(
                  () ->
                      new NotInstalled(
                          agent.word()
                              + " needs Node "
                              + agent.minNode()
                              + " or newer, and no node is on the worker's PATH. Run `reveille agents"
                              + " install node`."));
      run.add(node.toString());
    }
    run.add(program.toString());
    return new Start(agent.command(run, pinned), agent.settings(pinned), read);
  }

  private NotInstalled missing(KnownAgent agent, String version) {
    List<String> others = versions(agent);
    return new NotInstalled(
        agent.word()
            + " "
            + version
            + " is not installed on this host"
            + (others.isEmpty() ? "" : " (installed: " + String.join(", ", others) + ")")
            + ". Run `reveille agents install "
            + agent.folder()
            + "@"
            + version
            + "`.");
  }

  /** An agent that cannot be started because something is not there. */
  public static final class NotInstalled extends Exception {
    private static final long serialVersionUID = 1L;

    NotInstalled(String message) {
      super(message);
    }
  }
}
