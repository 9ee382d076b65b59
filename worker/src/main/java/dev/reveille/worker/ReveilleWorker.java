package dev.reveille.worker;

import dev.reveille.activities.agents.AgentStore;
import dev.reveille.activities.alert.AlertDelivery;
import dev.reveille.activities.alert.JobStandings;
import dev.reveille.activities.alert.Senders;
import dev.reveille.activities.ask.Asking;
import dev.reveille.activities.boot.Booting;
import dev.reveille.activities.boot.GatewayOutlooks;
import dev.reveille.activities.check.Checking;
import dev.reveille.activities.execute.Executing;
import dev.reveille.activities.isolation.Isolations;
import dev.reveille.activities.lease.Lease;
import dev.reveille.activities.lease.LeaseKeeper;
import dev.reveille.activities.lease.Leases;
import dev.reveille.activities.lease.Seats;
import dev.reveille.activities.lease.TemporalRuns;
import dev.reveille.activities.ledger.LedgerKeeping;
import dev.reveille.activities.ledger.TemporalSight;
import dev.reveille.activities.place.Host;
import dev.reveille.activities.place.Places;
import dev.reveille.activities.place.Workspaces;
import dev.reveille.activities.process.Spawner;
import dev.reveille.activities.process.Sweep;
import dev.reveille.activities.record.Aftermath;
import dev.reveille.activities.record.InboxSender;
import dev.reveille.activities.record.Recording;
import dev.reveille.activities.record.ResultStarter;
import dev.reveille.activities.record.WorkRead;
import dev.reveille.activities.result.Delivering;
import dev.reveille.activities.runner.Runners;
import dev.reveille.activities.web.Web;
import dev.reveille.gateway.Gateway;
import dev.reveille.gateway.GatewayOptions;
import dev.reveille.gateway.pace.LaneView;
import dev.reveille.gateway.tunnel.Names;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunReader;
import dev.reveille.workflows.Payloads;
import dev.reveille.workflows.Queues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker of one host: polls Temporal, keeps agents, and answers for them. Started whole or not at
 * all; {@link #drain} and {@link #close} may be called once each, from any thread.
 */
public final class ReveilleWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReveilleWorker.class);
  private static final Duration CLOSING = Duration.ofSeconds(10);
  private static final Duration BOOTS_END = Duration.ofSeconds(3);
  private static final Duration SETTLING = Duration.ofSeconds(8);
  private static final Duration WEB_PATIENCE = Duration.ofSeconds(15);

  private final HostId host;
  private final Spawner spawner;
  private final Gateway gateway;
  private final Isolations isolations;
  private final Leases leases;
  private final Booting booting;
  private final TemporalWorkers workers;
  private final Web web;
  private final Pings pings;
  private final ScheduledExecutorService keeping;
  private final Sweep.Report swept;
  private final Held held;
  private volatile boolean hurried;

  private ReveilleWorker(
      HostId host,
      Spawner spawner,
      Gateway gateway,
      Isolations isolations,
      Leases leases,
      Booting booting,
      TemporalWorkers workers,
      Web web,
      Pings pings,
      ScheduledExecutorService keeping,
      Sweep.Report swept,
      Held held) {
    this.host = host;
    this.spawner = spawner;
    this.gateway = gateway;
    this.isolations = isolations;
    this.leases = leases;
    this.booting = booting;
    this.workers = workers;
    this.web = web;
    this.pings = pings;
    this.keeping = keeping;
    this.swept = swept;
    this.held = held;
  }

  /**
   * Sweeps what a crash left, opens the gateway and begins to poll. Blocks for about a second.
   *
   * @param stubs connected; stay the caller's to shut down
   * @param log open; stays the caller's to close, after this worker
   * @throws IOException when the data folder cannot be used
   */
  public static ReveilleWorker start(
      WorkflowServiceStubs stubs, WorkerSettings settings, RunLog log, RunReader reader)
      throws IOException {
    try (Opened opened = new Opened()) {
      ReveilleWorker worker = start(stubs, settings, log, reader, opened);
      opened.keep();
      return worker;
    }
  }

  private static ReveilleWorker start(
      WorkflowServiceStubs stubs,
      WorkerSettings settings,
      RunLog log,
      RunReader reader,
      Opened opened)
      throws IOException {
    Clock clock = Clock.systemUTC();
    HostId host = opened.add(HostId.take(settings.data()));
    String hostName = HostName.get();
    Path processes = Files.createDirectories(settings.data().resolve("processes"));
    Sweep.Report swept = Sweep.run(processes);
    Spawner spawner = opened.add(Spawner.open(processes, clock));
    Files.createDirectories(settings.runtime());
    Path socket = settings.runtime().resolve("gw-" + host.id().substring(0, 8) + ".sock");
    Gateway gateway =
        opened.add(
            Gateway.start(
                GatewayOptions.defaults().socket(socket).pace(settings.pace()),
                new CallLog(log, hostName),
                settings.secrets(),
                clock));
    Isolations isolations =
        Isolations.detect(spawner, settings.runtime().resolve("box"), System.getenv());
    isolations
        .shortfall()
        .ifPresent(why -> LOG.warn("isolation auto means none on this host: {}", why));

    WorkflowClient client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(settings.namespace())
                .setDataConverter(Payloads.converter())
                .setIdentity("reveille-worker@" + hostName)
                .build());
    Workspaces workspaces = new Workspaces(settings.data().resolve("workspaces"));
    Places places =
        new Places(
            new Host(
                settings.data(),
                gateway,
                socket,
                isolations,
                new AgentStore(settings.data().resolve("agents"), System.getenv("PATH")),
                workspaces,
                settings.providers(),
                settings.secrets(),
                settings.drill()));
    Asking asking = new Asking(places, spawner);
    WorkRead works = new WorkRead(reader, settings.providers());
    Leases leases = new Leases();
    Seats seats = new Seats(settings.seats());
    String hostQueue = Queues.host(host.id());
    Booting booting =
        new Booting(
            hostName,
            hostQueue,
            places,
            new Runners(spawner, clock),
            new GatewayOutlooks(gateway, settings.providers()),
            leases,
            seats,
            log,
            reader,
            clock);
    Web web = opened.add(new Web(Names.OF_THE_SYSTEM, WEB_PATIENCE));
    Senders senders =
        new Senders(
            settings.channels(),
            new Senders.Ground(
                web, spawner, settings.secrets(), withoutKeys(settings), settings.data(), clock));
    InboxSender alerts = new InboxSender(client, settings.channels().keySet());
    Pings pings = opened.add(Pings.open(web, settings.secrets(), log, clock));
    TemporalWorkers workers =
        TemporalWorkers.create(
            client,
            hostQueue,
            seats,
            new TemporalWorkers.Activities(
                booting,
                new Executing(hostName, leases, log, reader, asking, clock),
                new Checking(hostName, places, asking, works, leases, log, clock),
                new Recording(
                    log,
                    reader,
                    works,
                    alerts,
                    new Aftermath(new ResultStarter(client), pings.pinger(), log, clock),
                    clock),
                new AlertDelivery(senders, log, clock),
                new JobStandings(
                    reader,
                    ScheduleClient.newInstance(
                        stubs,
                        ScheduleClientOptions.newBuilder()
                            .setNamespace(settings.namespace())
                            .build())),
                new Pulse(
                    new LedgerKeeping(
                        new TemporalSight(stubs, settings.namespace()), log, reader, alerts, clock),
                    settings.ping(),
                    pings.pinger(),
                    clock),
                new Delivering(senders, log, reader, alerts, clock)),
            settings.deployment());
    LeaseKeeper keeper =
        new LeaseKeeper(
            leases, new TemporalRuns(stubs, settings.namespace()), log, reader, clock, hostName);
    ScheduledExecutorService keeping = keep(keeper, workspaces, clock);
    opened.add(keeping::shutdownNow);
    opened.add(() -> workers.stop(CLOSING));
    workers.start();
    return new ReveilleWorker(
        host,
        spawner,
        gateway,
        isolations,
        leases,
        booting,
        workers,
        web,
        pings,
        keeping,
        swept,
        new Held(leases, reader));
  }

  private static ScheduledExecutorService keep(
      LeaseKeeper keeper, Workspaces workspaces, Clock clock) {
    ScheduledExecutorService keeping =
        Executors.newScheduledThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "lease-keeper");
              thread.setDaemon(true);
              return thread;
            });
    every(LeaseKeeper.RENEWAL, keeping, keeper::renew);
    every(Duration.ofHours(1), keeping, () -> workspaces.prune(clock.instant()));
    return keeping;
  }

  private static void every(Duration interval, ScheduledExecutorService on, Runnable task) {
    on.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.warn("a regular check failed; it is tried again", e);
          }
        },
        interval.toMillis(),
        interval.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** What programs of the user's own may know: the worker's environment without provider keys. */
  private static Map<String, String> withoutKeys(WorkerSettings settings) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    settings
        .providers()
        .values()
        .forEach(provider -> environment.remove(String.valueOf(provider.keyEnv())));
    return environment;
  }

  /** The host's id, under which its queue is known. */
  public String hostId() {
    return host.id();
  }

  /** What a crash had left behind and this start has killed. */
  public Sweep.Report swept() {
    return swept;
  }

  /** The isolations this host offers. */
  public Isolations isolations() {
    return isolations;
  }

  /** The gateway's loopback port. */
  public int gatewayPort() {
    return gateway.port();
  }

  /** How it stands with each provider that was asked so far. */
  public List<LaneView> lanes() {
    return gateway.lanes();
  }

  /** Agents kept at this moment. */
  public int leases() {
    return leases.all().size();
  }

  /**
   * Takes no more boots, waits for what runs, and then ends what is left as {@code HOST_LOST}. Ends
   * when the run log has the end of every run that this worker held. Blocks up to {@code patience}
   * and some seconds.
   */
  public void drain(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    workers.stopBoots();
    await(() -> hurried || held.none() & workers.bootsAreDone(), deadline);
    booting.endAll();
    await(() -> held.none() & workers.bootsAreDone(), System.nanoTime() + BOOTS_END.toNanos());
    for (Lease lease : leases.all()) {
      lease.revoke("the worker was stopped");
    }
    await(() -> leases.all().isEmpty(), System.nanoTime() + CLOSING.toNanos());
    await(held::areSettled, System.nanoTime() + SETTLING.toNanos());
  }

  /** Makes a {@link #drain} under way wait no longer for what runs. Returns at once. */
  public void hurry() {
    hurried = true;
  }

  private static void await(BooleanSupplier done, long deadline) {
    try {
      while (!done.getAsBoolean() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops polling, ends every agent, closes the gateway. Blocks for up to some seconds. */
  @Override
  public void close() {
    keeping.shutdownNow();
    booting.endAll();
    leases.all().forEach(lease -> lease.revoke("the worker was stopped"));
    workers.stop(CLOSING);
    pings.close();
    web.close();
    gateway.close();
    spawner.close();
    try {
      host.close();
    } catch (IOException e) {
      LOG.debug("the host's lock was not released in order: {}", e.getMessage());
    }
  }
}
