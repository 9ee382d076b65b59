package dev.reveille.cli.agents;

import dev.reveille.activities.agents.AgentStore;
import dev.reveille.activities.agents.KnownAgent;
import dev.reveille.activities.process.Disposables;
import dev.reveille.activities.process.Spawner;
import dev.reveille.activities.process.Sweep;
import dev.reveille.cli.data.FolderLock;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.domain.Json;
import dev.reveille.domain.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code agents install}: a pinned version from npm, whole in its place or not at all. */
public final class AgentInstall {
  private static final Pattern VERSION =
      Pattern.compile("\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]+)?");
  private static final String NODE = "node";

  /** The newest of this line runs every agent that is known by name. */
  private static final String NODE_LINE = "24";

  private final Console console;
  private final AgentStore store;
  private final Path agents;
  private final Npm npm;

  private AgentInstall(Session session, Path agents, Npm npm) {
    this.console = session.console();
    this.store = AgentList.store(session);
    this.agents = agents;
    this.npm = npm;
  }

  /** Installs {@code NAME[@VERSION]}. Returns the exit code. Blocks for minutes. */
  public static int run(Session session, String wanted) throws IOException, InterruptedException {
    int at = wanted.indexOf('@');
    String name = at < 0 ? wanted : wanted.substring(0, at);
    String version = at < 0 ? "" : wanted.substring(at + 1);
    if (at >= 0 && !VERSION.matcher(version).matches()) {
      throw Failure.usage(
          "'"
              + version
              + "' is no version (expected: a whole one such as 2.6.0, since an agent is pinned)");
    }
    Optional<KnownAgent> agent = KnownAgent.named(name);
    if (agent.isEmpty() && !name.equals(NODE)) {
      throw Failure.usage(unknown(name));
    }
    String folder = agent.map(KnownAgent::folder).orElse(name);
    Path data = session.data().create().path();
    Path agents = Files.createDirectories(data.resolve("agents"));
    Path ledger = data.resolve("installs");
    Optional<FolderLock> lock = FolderLock.tryTake(agents.resolve(folder + ".lock"));
    if (lock.isEmpty()) {
      throw Failure.failed("another `reveille agents install " + name + "` is under way", null);
    }
    Sweep.run(ledger);
    try (FolderLock unused = lock.get();
        Spawner spawner = Spawner.open(ledger, Clock.systemUTC())) {
      Npm npm = new Npm(spawner, session.here().environment(), session.console());
      AgentInstall install = new AgentInstall(session, agents, npm);
      if (agent.isPresent()) {
        install.agent(agent.get(), version.isEmpty() ? agent.get().defaultVersion() : version);
      } else {
        install.node(version);
      }
    }
    return 0;
  }

  private static String unknown(String name) {
    List<String> known =
        new ArrayList<>(Arrays.stream(KnownAgent.values()).map(KnownAgent::word).toList());
    known.add(NODE);
    return "no agent '"
        + name
        + "' can be installed (expected: one of "
        + String.join(", ", known)
        + "); "
        + Nearest.question(
            name, known, "any other program is named by `command` in a profile of reveille.yaml");
  }

  private void agent(KnownAgent agent, String version) throws IOException, InterruptedException {
    Path home = store.home(agent, version);
    if (store.program(agent, version).isPresent()) {
      done(agent.word(), version, home, true);
      return;
    }
    Path node = agent.minNode() > 0 ? requireNode(agent) : null;
    Path half = half(agent.folder());
    try {
      npm.install(half, agent.npmPackage() + "@" + version, node);
      Path program = half.resolve("node_modules/.bin").resolve(agent.bin());
      if (!Files.exists(program)) {
        throw Failure.failed(
            "npm brought "
                + agent.npmPackage()
                + "@"
                + version
                + ", but it has no program "
                + agent.bin()
                + "; try the version "
                + agent.defaultVersion(),
            null);
      }
      Files.createDirectories(home.getParent());
      Disposables.delete(List.of(home));
      Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Disposables.delete(List.of(half));
    }
    done(agent.word(), version, home, false);
  }

  private Path requireNode(KnownAgent agent) throws IOException, InterruptedException {
    Path node =
        store
            .node()
            .orElseThrow(
                () ->
                    Failure.failed(
                        agent.word()
                            + " needs Node "
                            + agent.minNode()
                            + " or newer, and no node was found; run `reveille agents install"
                            + " node`, or install Node",
                        null));
    String version = npm.versionOf(node);
    String major = version.replaceFirst("^v(\\d+)\\..*$", "$1");
    if (!major.matches("\\d+") || Integer.parseInt(major) < agent.minNode()) {
      throw Failure.failed(
          agent.word()
              + " needs Node "
              + agent.minNode()
              + " or newer; "
              + node
              + " is "
              + version
              + ". Run `reveille agents install node`, or install a newer Node",
          null);
    }
    return node;
  }

  /** npm's own package of Node, which lies beside the agents. */
  private void node(String version) throws IOException, InterruptedException {
    Path home = agents.resolve(NODE);
    Path half = half(NODE);
    try {
      npm.install(half, "node@" + (version.isEmpty() ? NODE_LINE : version), null);
      Path program = half.resolve("node_modules/node/bin/node");
      if (!Files.isExecutable(program)) {
        throw Failure.failed(
            "npm's package node has no binary for this platform; install Node itself", null);
      }
      String found = npm.versionOf(program);
      Disposables.delete(List.of(home));
      Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
      done(NODE, found, home, false);
    } finally {
      Disposables.delete(List.of(half));
    }
  }

  private Path half(String name) throws IOException {
    return Files.createTempDirectory(agents, "." + name + "-");
  }

  private void done(String name, String version, Path home, boolean before) {
    if (console.json()) {
      console.document(
          Json.mapper()
              .createObjectNode()
              .put("name", name)
              .put("version", version)
              .put("home", home.toString())
              .put("alreadyInstalled", before));
    } else {
      console.say(
          name + " " + version + (before ? " was installed already: " : " is installed: ") + home);
    }
  }
}
