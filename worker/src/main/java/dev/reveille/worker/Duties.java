package dev.reveille.worker;

import dev.reveille.activities.alert.AlertDelivery;
import dev.reveille.activities.alert.JobStandings;
import dev.reveille.activities.alert.Senders;
import dev.reveille.activities.ask.Asking;
import dev.reveille.activities.boot.Attaching;
import dev.reveille.activities.boot.Booting;
import dev.reveille.activities.boot.GatewayOutlooks;
import dev.reveille.activities.check.Checking;
import dev.reveille.activities.execute.Executing;
import dev.reveille.activities.lease.LeaseKeeper;
import dev.reveille.activities.lease.TemporalRuns;
import dev.reveille.activities.ledger.LedgerKeeping;
import dev.reveille.activities.ledger.TemporalSight;
import dev.reveille.activities.ping.Pinger;
import dev.reveille.activities.probe.Probing;
import dev.reveille.activities.record.Aftermath;
import dev.reveille.activities.record.InboxSender;
import dev.reveille.activities.record.Recording;
import dev.reveille.activities.record.ResultStarter;
import dev.reveille.activities.record.WorkRead;
import dev.reveille.activities.result.Delivering;
import dev.reveille.activities.runner.Runners;
import dev.reveille.activities.session.SessionDesk;
import dev.reveille.activities.web.Web;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunReader;
import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** What a worker does for Temporal: its activities, over the premises of its host. */
final class Duties {
  private final Premises premises;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final WorkerSettings settings;
  private final RunLog log;
  private final RunReader reader;
  private final Clock clock;

  Duties(
      Premises premises,
      WorkflowServiceStubs stubs,
      WorkflowClient client,
      WorkerSettings settings,
      RunLog log,
      RunReader reader,
      Clock clock) {
    this.premises = premises;
    this.stubs = stubs;
    this.client = client;
    this.settings = settings;
    this.log = log;
    this.reader = reader;
    this.clock = clock;
  }

  Booting booting(String hostQueue) {
    return new Booting(
        premises.hostName(),
        hostQueue,
        premises.places(),
        new Runners(premises.spawner(), clock),
        new GatewayOutlooks(premises.gateway(), settings.providers()),
        premises.sessions(),
        premises.leases(),
        premises.seats(),
        log,
        reader,
        premises.hostWatch(),
        clock);
  }

  TemporalWorkers.Activities all(String hostQueue, Booting booting, Web web, Pinger pinger) {
    String hostName = premises.hostName();
    Asking asking = new Asking(premises.places(), premises.spawner());
    WorkRead works = new WorkRead(reader, settings.providers());
    Senders senders = senders(web);
    InboxSender alerts = new InboxSender(client, settings.channels().keySet());
    return new TemporalWorkers.Activities(
        booting,
        new Probing(booting, premises.leases(), premises.seats(), premises.hostWatch(), clock),
        new Attaching(hostQueue, premises.places(), premises.sessions(), booting, clock),
        new SessionDesk(client, new TemporalRuns(stubs, settings.namespace())),
        new Executing(hostName, premises.leases(), log, reader, asking, clock),
        new Checking(hostName, premises.places(), asking, works, premises.leases(), log, clock),
        new Recording(
            log,
            reader,
            works,
            alerts,
            new Aftermath(new ResultStarter(client), pinger, log, clock),
            clock),
        new AlertDelivery(senders, log, clock),
        new JobStandings(reader, schedules(), clock),
        new Pulse(
            new LedgerKeeping(
                new TemporalSight(stubs, settings.namespace()), log, reader, alerts, clock),
            settings.ping(),
            pinger,
            clock),
        new Delivering(senders, log, reader, alerts, clock));
  }

  private Senders senders(Web web) {
    return new Senders(
        settings.channels(),
        new Senders.Ground(
            web, premises.spawner(), settings.secrets(), withoutKeys(), settings.data(), clock));
  }

  private ScheduleClient schedules() {
    return ScheduleClient.newInstance(
        stubs, ScheduleClientOptions.newBuilder().setNamespace(settings.namespace()).build());
  }

  /** What programs of the user's own may know: the worker's environment without provider keys. */
  private Map<String, String> withoutKeys() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    settings
        .providers()
        .values()
        .forEach(provider -> environment.remove(String.valueOf(provider.keyEnv())));
    return environment;
  }

  LeaseKeeper keeper() {
    return new LeaseKeeper(
        premises.leases(),
        new TemporalRuns(stubs, settings.namespace()),
        log,
        reader,
        clock,
        premises.hostName());
  }

  Tidying tidying() {
    return new Tidying(
        premises.workspaces(), premises.sessions(), log, settings.retention(), clock);
  }
}
