package dev.reveille.worker;

import dev.reveille.activities.boot.Booting;
import dev.reveille.activities.isolation.Isolations;
import dev.reveille.activities.lease.Lease;
import dev.reveille.activities.process.Sweep;
import dev.reveille.activities.web.Web;
import dev.reveille.gateway.pace.LaneView;
import dev.reveille.gateway.tunnel.Names;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunReader;
import dev.reveille.workflows.Payloads;
import dev.reveille.workflows.Queues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A worker of one host: polls Temporal, keeps agents, and answers for them. Started whole or not at
 * all; {@link #drain} and {@link #close} may be called once each, from any thread.
 */
public final class ReveilleWorker implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(10);
  private static final Duration BOOTS_END = Duration.ofSeconds(3);
  private static final Duration SETTLING = Duration.ofSeconds(8);
  private static final Duration WEB_PATIENCE = Duration.ofSeconds(15);

  private final Premises premises;
  private final Booting booting;
  private final TemporalWorkers workers;
  private final Web web;
  private final Pings pings;
  private final Upkeep upkeep;
  private final Held held;
  private volatile boolean hurried;

  private ReveilleWorker(
      Premises premises,
      Booting booting,
      TemporalWorkers workers,
      Web web,
      Pings pings,
      Upkeep upkeep,
      Held held) {
    this.premises = premises;
    this.booting = booting;
    this.workers = workers;
    this.web = web;
    this.pings = pings;
    this.upkeep = upkeep;
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
    Premises premises = Premises.open(settings, log, clock, opened);
    WorkflowClient client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(settings.namespace())
                .setDataConverter(Payloads.converter())
                .setIdentity("reveille-worker@" + premises.hostName())
                .build());
    Web web = opened.add(new Web(Names.OF_THE_SYSTEM, WEB_PATIENCE));
    Pings pings = opened.add(Pings.open(web, settings.secrets(), log, clock));
    Duties duties = new Duties(premises, stubs, client, settings, log, reader, clock);
    String hostQueue = Queues.host(premises.host().id());
    Booting booting = duties.booting(hostQueue);
    TemporalWorkers workers =
        TemporalWorkers.create(
            client,
            hostQueue,
            premises.seats(),
            duties.all(hostQueue, booting, web, pings.pinger()),
            settings.deployment());
    Upkeep upkeep = opened.add(new Upkeep(duties.keeper(), premises.sessions(), duties.tidying()));
    opened.add(() -> workers.stop(CLOSING));
    workers.start();
    return new ReveilleWorker(
        premises, booting, workers, web, pings, upkeep, new Held(premises.leases(), reader));
  }

  /** The host's id, under which its queue is known. */
  public String hostId() {
    return premises.host().id();
  }

  /** What a crash had left behind and this start has killed. */
  public Sweep.Report swept() {
    return premises.swept();
  }

  /** The isolations this host offers. */
  public Isolations isolations() {
    return premises.isolations();
  }

  /** The gateway's loopback port. */
  public int gatewayPort() {
    return premises.gateway().port();
  }

  /** How it stands with each provider that was asked so far. */
  public List<LaneView> lanes() {
    return premises.gateway().lanes();
  }

  /** Agents kept at this moment. */
  public int leases() {
    return premises.leases().all().size();
  }

  /** Agents of shared sessions that wait for their next turn. */
  public int idleSessions() {
    return premises.sessions().idle();
  }

  /**
   * Takes no more boots, waits for what runs, and then ends what is left as {@code HOST_LOST}. Ends
   * when the run log has the end of every run that this worker held. Blocks up to {@code patience}
   * and some seconds.
   */
  public void drain(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    workers.stopBoots();
    premises.sessions().close();
    await(() -> hurried || isIdle(), deadline);
    booting.endAll();
    await(this::isIdle, System.nanoTime() + BOOTS_END.toNanos());
    for (Lease lease : premises.leases().all()) {
      lease.revoke("the worker was stopped");
    }
    await(() -> premises.leases().all().isEmpty(), System.nanoTime() + CLOSING.toNanos());
    await(held::areSettled, System.nanoTime() + SETTLING.toNanos());
  }

  /** In this order: a boot's last act is to leave a run that is held. */
  private boolean isIdle() {
    return workers.bootsAreDone() && held.none();
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
    upkeep.close();
    booting.endAll();
    premises.leases().all().forEach(lease -> lease.revoke("the worker was stopped"));
    premises.sessions().close();
    workers.stop(CLOSING);
    pings.close();
    web.close();
    premises.close();
  }
}
