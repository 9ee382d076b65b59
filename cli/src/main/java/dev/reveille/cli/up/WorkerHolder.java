package dev.reveille.cli.up;

import dev.reveille.activities.process.Sweep;
import dev.reveille.cli.data.DataFolder;
import dev.reveille.cli.data.IsolationNote;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.domain.job.Ping;
import dev.reveille.domain.settings.Channel;
import dev.reveille.domain.settings.Provider;
import dev.reveille.domain.settings.Retention;
import dev.reveille.gateway.pace.LaneView;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.starter.ReveilleClient;
import dev.reveille.starter.files.settings.FolderSettings;
import dev.reveille.starter.files.settings.Secrets;
import dev.reveille.worker.HostName;
import dev.reveille.worker.ReveilleWorker;
import dev.reveille.worker.WorkerSettings;
import dev.reveille.worker.board.WorkerNow;
import dev.reveille.worker.metrics.WorkerMetrics;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one worker running. A worker takes its settings at its start, so changed ones mean another
 * worker, as soon as the old one keeps no agent. Thread-safe.
 */
final class WorkerHolder implements AutoCloseable {
  private static final int ANSWER_SECONDS = 2;
  private static final String HOST = HostName.get();

  private final Session session;
  private final WorkflowServiceStubs stubs;
  private final String namespace;
  private final JdbcRunLog log;
  private final DrillProviders drills;
  private final Duration drain;
  private final WorkerSettings.@Nullable Deployment deployment;
  private final Console console;
  private final WorkerMetrics metrics = new WorkerMetrics();
  private volatile @Nullable ReveilleWorker worker;
  private volatile @Nullable Secrets secrets;
  private volatile Shared inForce = Shared.NONE;
  private Shared wanted = Shared.NONE;
  private volatile boolean stopping;

  /** What of a folder's settings a worker takes at its start. */
  private record Shared(
      Map<String, Provider> providers,
      Map<String, Channel> channels,
      OptionalInt seats,
      Optional<Duration> sessionIdle,
      Optional<Duration> retention,
      @Nullable Ping ping) {
    static final Shared NONE =
        new Shared(
            Map.of(), Map.of(), OptionalInt.empty(), Optional.empty(), Optional.empty(), null);

    static Shared of(FolderSettings settings) {
      return new Shared(
          settings.providers(),
          settings.channels(),
          settings.seats(),
          settings.sessionIdle(),
          settings.retention(),
          settings.ping());
    }
  }

  WorkerHolder(
      Session session,
      Server server,
      JdbcRunLog log,
      DrillProviders drills,
      Duration drain,
      WorkerSettings.@Nullable Deployment deployment) {
    this.session = session;
    this.stubs = server.stubs();
    this.namespace = server.target().namespace();
    this.log = log;
    this.drills = drills;
    this.drain = drain;
    this.deployment = deployment;
    this.console = session.console();
    this.metrics.agents(this::agents);
    this.metrics.lanes(this::lanes);
  }

  /** Metrics, health and the board over HTTP, over all workers that are started here. */
  BoardPages pages(
      InetSocketAddress at, @Nullable String shows, @Nullable String acts, @Nullable URI ui)
      throws IOException {
    return BoardPages.start(
        at,
        new BoardPages.Parts(
            session,
            log,
            new ServerDesk(ReveilleClient.of(stubs, namespace, acts).jobs()),
            this::now,
            metrics::scrape,
            this::obstacle,
            shows,
            ui));
  }

  private WorkerNow now() {
    ReveilleWorker now = worker;
    return new WorkerNow(
        HOST,
        seats(),
        now == null ? 0 : now.leases(),
        now == null ? 0 : now.idleSessions(),
        now == null ? null : now.isolations().shortfall().orElse(null),
        lanes());
  }

  private int seats() {
    return inForce.seats().orElse(WorkerSettings.defaultSeats());
  }

  private Optional<String> obstacle() {
    if (stopping) {
      return Optional.of("the worker is ending");
    }
    if (worker == null) {
      return Optional.of("the worker is starting");
    }
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return Optional.empty();
    } catch (StatusRuntimeException e) {
      return Optional.of("Temporal does not answer (" + e.getStatus().getCode() + ")");
    }
  }

  private List<LaneView> lanes() {
    ReveilleWorker now = worker;
    return now == null ? List.of() : now.lanes();
  }

  private int agents() {
    ReveilleWorker now = worker;
    return now == null ? 0 : now.leases();
  }

  /** Starts it. Blocks for about a second. */
  synchronized void start(FolderSettings settings) throws IOException, InterruptedException {
    wanted = Shared.of(settings);
    startWanted();
    ReveilleWorker started = worker;
    if (started != null) {
      tell(started);
    }
  }

  private void startWanted() throws IOException, InterruptedException {
    DataFolder data = session.data();
    Path runtime = data.sockets();
    readSecrets();
    worker =
        ReveilleWorker.start(
            stubs,
            new WorkerSettings(
                    namespace,
                    data.path(),
                    runtime,
                    wanted.seats().orElse(WorkerSettings.defaultSeats()),
                    drain,
                    drills.placed(wanted.providers()),
                    wanted.channels(),
                    this::secret,
                    deployment,
                    DrillJar.find().orElse(null))
                .shipping(AgentFolder.find().orElse(null))
                .keepingSessions(wanted.sessionIdle().orElse(WorkerSettings.SESSION_IDLE))
                .pinging(wanted.ping())
                .keeping(wanted.retention().orElse(Retention.USUAL)),
            metrics.counting(log, log, wanted.providers().keySet()),
            log);
    inForce = wanted;
  }

  private void readSecrets() {
    secrets = Secrets.read(session.folder(), session.here().environment());
  }

  /** Keys are looked up anew, so that a mended .env needs no other worker. */
  private @Nullable String secret(@Nullable String name) {
    Secrets now = secrets;
    return name == null || now == null ? null : now.find(name).orElse(null);
  }

  private void tell(ReveilleWorker started) throws IOException {
    IsolationNote.write(session.data().path(), started.isolations().shortfall());
    started
        .isolations()
        .shortfall()
        .ifPresent(why -> console.tell("isolation auto means none on this host: " + why));
    Sweep.Report swept = started.swept();
    if (!swept.killed().isEmpty()) {
      console.tell(
          "ended "
              + swept.killed().size()
              + " processes that a crash had left behind (not to be found: "
              + swept.blindSpot()
              + ")");
    }
  }

  /** The folder's settings as they are now; in force once no agent is kept. */
  synchronized void settings(FolderSettings settings) {
    readSecrets();
    Shared now = Shared.of(settings);
    if (!now.equals(wanted)) {
      wanted = now;
      if (worker != null) {
        console.tell(
            "providers, channels, ping or limits changed; in force as soon as no agent runs on this"
                + " worker");
      }
    }
  }

  /** Takes changed settings in force where that can be done now. Blocks for seconds then. */
  synchronized void renewWhenIdle() throws IOException, InterruptedException {
    ReveilleWorker old = worker;
    if (stopping || wanted.equals(inForce) || (old != null && old.leases() > 0)) {
      return;
    }
    if (old != null) {
      old.drain(drain);
      old.close();
      worker = null;
    }
    startWanted();
    console.tell("the changed settings are in force");
  }

  /**
   * Takes no more boots, waits for what runs, ends the rest. Blocks up to the drain and seconds.
   */
  void drain() {
    synchronized (this) {
      stopping = true;
    }
    ReveilleWorker last = worker;
    if (last != null) {
      last.drain(drain);
    }
  }

  /** Makes a {@link #drain} under way wait no longer for what runs. */
  void hurry() {
    ReveilleWorker last = worker;
    if (last != null) {
      last.hurry();
    }
  }

  @Override
  public void close() {
    ReveilleWorker last = worker;
    worker = null;
    if (last != null) {
      last.close();
    }
  }
}
