package dev.reveille.cli.drill;

import static java.util.Objects.requireNonNull;

import dev.reveille.activities.process.Spawner;
import dev.reveille.cli.data.Addresses;
import dev.reveille.cli.session.Flags;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.session.Surroundings;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.ReadableRunLog;
import dev.reveille.runlog.RunLogs;
import dev.reveille.starter.ReveilleClient;
import dev.reveille.starter.files.FolderReading;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a drill is held: a folder, a scripted provider, and an {@code up} with a Temporal server of
 * their own. Nothing of the user's is read or touched. For one thread.
 */
final class Ground implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int NO_OUTPUT = 0;

  /** Longer than any guard takes to be seen: what is not caught at that age is not caught. */
  private static final Duration UNGUARDED = Duration.ofSeconds(7);

  private final GroundFolder folder;
  private final ScriptedProvider provider;
  private final Session session;
  private final Spawner spawner;
  private final List<String> unguarded;
  private final Map<String, RunKey> begun = new HashMap<>();
  private final Map<RunKey, Instant> begunAt = new HashMap<>();
  private final ReadableRunLog log;
  private UpProgram up;
  private WorkflowServiceStubs stubs;

  private Ground(
      GroundFolder folder,
      ScriptedProvider provider,
      Session session,
      Spawner spawner,
      List<String> unguarded,
      UpProgram up,
      ReadableRunLog log,
      WorkflowServiceStubs stubs) {
    this.folder = folder;
    this.provider = provider;
    this.session = session;
    this.spawner = spawner;
    this.unguarded = unguarded;
    this.up = up;
    this.log = log;
    this.stubs = stubs;
  }

  /**
   * Makes it. Blocks for some seconds.
   *
   * @param unguarded incidents whose guard is left out
   */
  static Ground open(Session users, List<Incident> incidents, List<String> unguarded)
      throws Exception {
    GroundFolder folder = GroundFolder.make();
    @Nullable ScriptedProvider provider = null;
    @Nullable UpProgram up = null;
    Spawner spawner = Spawner.open(folder.root().resolve("programs"), Clock.systemUTC());
    try {
      Session session = session(users, folder);
      provider = ScriptedProvider.start(folder.root().resolve("provider"), users.console());
      folder.write(provider.address(), incidents, unguarded);
      FolderReading reading = session.reading();
      if (reading.hasErrors()) {
        throw new IllegalStateException("the drill's own job files: " + reading.problems());
      }
      up = UpProgram.start(session, spawner);
      return new Ground(
          folder,
          provider,
          session,
          spawner,
          unguarded,
          up,
          RunLogs.openToRead(session.runLogSettings()),
          session.target().connect());
    } catch (Exception e) {
      close(up, spawner, provider, folder);
      throw e;
    }
  }

  private static Session session(Session users, GroundFolder folder) {
    Map<String, String> environment = new HashMap<>(users.here().environment());
    environment
        .keySet()
        .removeIf(name -> name.startsWith("TEMPORAL_") && !name.equals("TEMPORAL_CLI"));
    environment.remove("REVEILLE_RUNLOG_URL");
    environment.put("TEMPORAL_CONFIG_FILE", folder.root().resolve("temporal.toml").toString());
    Surroundings here =
        new Surroundings(
            environment, folder.root(), users.here().out(), users.here().err(), false, false);
    return new Session(
        here, new Flags(folder.root(), null, null, folder.data(), false, users.flags().verbose()));
  }

  ScriptedProvider provider() {
    return provider;
  }

  /** Where it can be looked at, while it lasts. */
  Optional<Addresses> addresses() throws IOException {
    return session.data().runningUp();
  }

  boolean isGuarded(Incident incident) {
    return !unguarded.contains(incident.name());
  }

  /** How long the run of an incident is waited for. */
  Duration patience(Incident incident, Duration usual) {
    return isGuarded(incident) ? usual : UNGUARDED.minus(age(begun(incident.name())));
  }

  /** How long ago a run was started. */
  Duration age(RunKey run) {
    return age(run, Instant.now());
  }

  /** How old a run was then. */
  Duration age(RunKey run, Instant then) {
    return Duration.between(begunAt.getOrDefault(run, then), then);
  }

  /** Starts a run of a job now. */
  RunKey start(String job) {
    Instant now = Instant.now();
    RunKey run = ReveilleClient.of(stubs, "default", "drill").jobs().start(job).run();
    begun.put(job, run);
    begunAt.put(run, now);
    return run;
  }

  /** The run of a job that was started. */
  RunKey begun(String job) {
    return requireNonNull(begun.get(job), job);
  }

  /** Kills worker and server as {@code kill -9} does, and starts both again. */
  void killAndRestart() throws Exception {
    stubs.shutdownNow();
    up.kill();
    up = UpProgram.start(session, spawner);
    stubs = session.target().connect();
  }

  /** The run as it is once it has ended; as it is then, if it has not ended in time. */
  Optional<RunView> ended(RunKey run, Duration patience) throws InterruptedException {
    return when(run, view -> view.status().ended(), patience);
  }

  /** The run as it is once that holds of it; as it is then, if it did not come to hold in time. */
  Optional<RunView> when(RunKey run, Predicate<RunView> holds, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<RunView> view = log.find(run, NO_OUTPUT);
      if (view.filter(holds).isPresent() || System.nanoTime() - end > 0) {
        return view;
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  @Override
  public void close() throws IOException {
    stubs.shutdownNow();
    log.close();
    close(up, spawner, provider, folder);
  }

  private static void close(
      @Nullable UpProgram up,
      Spawner spawner,
      @Nullable ScriptedProvider provider,
      GroundFolder folder)
      throws IOException {
    if (up != null) {
      up.close();
    }
    spawner.close();
    if (provider != null) {
      provider.close();
    }
    folder.close();
  }
}
