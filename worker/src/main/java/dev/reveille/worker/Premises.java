package dev.reveille.worker;

import dev.reveille.activities.agents.AgentStore;
import dev.reveille.activities.facts.HostWatch;
import dev.reveille.activities.isolation.Isolations;
import dev.reveille.activities.lease.Leases;
import dev.reveille.activities.lease.Seats;
import dev.reveille.activities.place.Host;
import dev.reveille.activities.place.Places;
import dev.reveille.activities.place.SessionFolders;
import dev.reveille.activities.place.Workspaces;
import dev.reveille.activities.process.Spawner;
import dev.reveille.activities.process.Sweep;
import dev.reveille.activities.session.SharedSessions;
import dev.reveille.gateway.Gateway;
import dev.reveille.gateway.GatewayOptions;
import dev.reveille.runlog.RunLog;
import dev.reveille.workflows.Queues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker has of its host: a place, processes, boxes, a gateway, and room for agents. */
record Premises(
    HostId host,
    String hostName,
    Sweep.Report swept,
    Spawner spawner,
    Gateway gateway,
    Isolations isolations,
    Workspaces workspaces,
    Places places,
    Leases leases,
    Seats seats,
    SharedSessions sessions,
    HostWatch hostWatch) {
  private static final Logger LOG = LoggerFactory.getLogger(Premises.class);

  /** Sweeps what a crash left, and opens the gateway. Blocks for about a second. */
  static Premises open(WorkerSettings settings, RunLog log, Clock clock, Opened opened)
      throws IOException {
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
    SessionFolders sessionFolders = new SessionFolders(settings.data().resolve("sessions"));
    Workspaces workspaces = new Workspaces(settings.data().resolve("workspaces"), sessionFolders);
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
                settings.drill(),
                settings.builtin()));
    Seats seats = new Seats(settings.seats());
    return new Premises(
        host,
        hostName,
        swept,
        spawner,
        gateway,
        isolations,
        workspaces,
        places,
        new Leases(),
        seats,
        new SharedSessions(
            sessionFolders, Queues.host(host.id()), settings.sessionIdle(), seats, clock),
        new HostWatch(settings.data(), clock));
  }

  /** Gives all of it back. */
  void close() {
    gateway.close();
    spawner.close();
    try {
      host.close();
    } catch (IOException e) {
      LOG.debug("the host's lock was not released in order: {}", e.getMessage());
    }
  }
}
