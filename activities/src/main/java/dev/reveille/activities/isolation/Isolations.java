package dev.reveille.activities.isolation;

import dev.reveille.activities.process.Spawner;
import dev.reveille.domain.job.Isolation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The isolations of this host, found once at a worker's start. */
public final class Isolations {

  private final PlainTree plain;
  private final @Nullable Bubblewrap enclosing;
  private final @Nullable Bubblewrap forOwnPrograms;
  private final @Nullable String shortfall;
  private final String searchPath;

  private Isolations(
      PlainTree plain,
      @Nullable Bubblewrap enclosing,
      @Nullable Bubblewrap forOwnPrograms,
      @Nullable String shortfall,
      String searchPath) {
    this.plain = plain;
    this.enclosing = enclosing;
    this.forOwnPrograms = forOwnPrograms;
    this.shortfall = shortfall;
    this.searchPath = searchPath;
  }

  /**
   * Tries bubblewrap with the flags of real runs, a relay to a socket included; takes some 100 ms.
   *
   * @param runtime private folder for short-lived files and sockets, made if absent; its path must
   *     leave room for a socket's name within 108 bytes
   * @param host the worker's environment
   */
  public static Isolations detect(Spawner spawner, Path runtime, Map<String, String> host)
      throws IOException {
    RuntimeFolder.open(runtime);
    Trial trial = new Trial(spawner, runtime, host);
    Trial.Outcome outcome = trial.run();
    return new Isolations(
        new PlainTree(runtime, host),
        outcome.enclosing(),
        outcome.forOwnPrograms(),
        outcome.shortfall(),
        host.getOrDefault("PATH", BaseEnvironment.SYSTEM_PATH));
  }

  /**
   * The isolation for an agent.
   *
   * @throws IsolationException when {@code bubblewrap} is demanded and does not work here
   */
  public Isolator forAgent(Isolation.Kind asked) throws IsolationException {
    return choose(asked, enclosing);
  }

  /**
   * The isolation for a program of the user's own, see {@link SpawnPlan#hostFiles}.
   *
   * @throws IsolationException when {@code bubblewrap} is demanded and does not work here
   */
  public Isolator forCommand(Isolation.Kind asked) throws IsolationException {
    return choose(asked, forOwnPrograms);
  }

  /** Why {@code auto} means {@code none} here, and the remedy; empty where bubblewrap works. */
  public Optional<String> shortfall() {
    return Optional.ofNullable(shortfall);
  }

  /**
   * The Node that a plan's program runs on, such as {@code Node 24.1.0}, as far as the files round
   * it tell; empty for a program that runs on none. Nothing is started.
   */
  public Optional<String> node(SpawnPlan plan) {
    return NodeVersion.of(plan, searchPath);
  }

  private Isolator choose(Isolation.Kind asked, @Nullable Bubblewrap bubblewrap)
      throws IsolationException {
    if (asked == Isolation.Kind.NONE) {
      return plain;
    }
    if (bubblewrap != null) {
      return bubblewrap;
    }
    if (asked == Isolation.Kind.BUBBLEWRAP) {
      throw new IsolationException(
          "isolation.kind",
          "bubblewrap does not work on this host: "
              + (shortfall == null ? "it cannot start a PID namespace of its own" : shortfall));
    }
    return plain;
  }
}
