package dev.reveille.workflows;

import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ProbedTarget;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.Deferred;
import dev.reveille.workflows.testing.DevServer;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The workflows beside {@code JobRun}, each with a folder of histories: how a history of each of
 * their shapes is made, on the real server.
 */
final class SideHistories implements AutoCloseable {
  static final Map<String, Class<?>> WORKFLOWS =
      Map.of(
          "inbox", AlertInboxImpl.class,
          "ledger", LedgerImpl.class,
          "delivery", ResultDeliveryImpl.class,
          "session", SessionQueueImpl.class,
          "probe", BootProbeImpl.class);

  static final Map<String, List<String>> SHAPES =
      Map.of(
          "inbox", List.of("incident", "continued"),
          "ledger", List.of("looks", "continued"),
          "delivery", List.of("delivered", "undelivered"),
          "probe", List.of("ready", "hung", "put-off"));

  /** The server suggests to continue as new after so few events. */
  private static final String SOON = "limit.historyCount.suggestContinueAsNew=25";

  private static final String LEDGER = Queues.ledger("desk");

  private final DevServer server;
  private final WorkflowClient client;
  private final WorkerFactory factory;
  private final ScriptedChannels channels = new ScriptedChannels();
  private final ScriptedActivities script = new ScriptedActivities();
  private final ScriptedProbes probes = new ScriptedProbes();
  private final ScriptedLooks looks = new ScriptedLooks();
  private final ScriptedResults results = new ScriptedResults(System::currentTimeMillis);

  private SideHistories(DevServer server) {
    this.server = server;
    this.client = server.client();
    this.factory = WorkerFactory.newInstance(client);
    Worker worker = factory.newWorker(Queues.RUN);
    WORKFLOWS.values().forEach(worker::registerWorkflowImplementationTypes);
    worker.registerActivitiesImplementations(channels, looks, results, script);
    factory.newWorker(Queues.BOOT).registerActivitiesImplementations(probes);
    factory.start();
  }

  static void record(Path folder, String version) throws Exception {
    for (String workflow : SHAPES.keySet()) {
      for (String shape : SHAPES.getOrDefault(workflow, List.of())) {
        DevServer server =
            shape.equals("continued")
                ? DevServer.start("--dynamic-config-value", SOON)
                : DevServer.start();
        try (SideHistories histories = new SideHistories(server)) {
          WorkflowExecution made = histories.make(workflow, shape);
          HistoryRecorder.keep(
              histories.client.fetchHistory(made.getWorkflowId(), made.getRunId()),
              folder.resolve(workflow).resolve(version + "-" + shape + ".json"));
        }
      }
    }
  }

  private WorkflowExecution make(String workflow, String shape) throws InterruptedException {
    return switch (workflow + " " + shape) {
      case "inbox incident" -> incident();
      case "inbox continued" -> reported();
      case "ledger looks" -> looks();
      case "ledger continued" -> looked();
      case "delivery delivered" -> delivered();
      case "delivery undelivered" -> undelivered();
      case "probe ready" -> probed("ready");
      case "probe hung" -> {
        probes.boots.add(
            request -> {
              throw ScriptedActivities.failure(FailureType.BOOT_TIMEOUT, "It hung.", true);
            });
        yield probed("hung");
      }
      case "probe put-off" -> {
        probes.boots.add(
            request -> Booted.putOff(0, Deferred.overloaded(Instant.EPOCH, "It is closed.")));
        yield probed("put-off");
      }
      default -> throw new IllegalArgumentException(workflow + " " + shape);
    };
  }

  private WorkflowExecution probed(String id) {
    WorkflowStub stub =
        client.newUntypedWorkflowStub(
            BootProbe.TYPE,
            WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(Queues.RUN).build());
    JobDefinition job = Definitions.nightly().definition();
    WorkflowExecution run =
        stub.start(
            BootProbe.Input.of(ProbedTarget.definition(job, job.schedule()), BootProbe.Manner.NOW));
    try {
      stub.getResult(BootProbe.Result.class);
    } catch (WorkflowFailedException e) {
      // It hung, as it was told to.
    }
    return run;
  }

  /** It told of a failure, tried a dead channel twice, and told of the recovery. */
  private WorkflowExecution incident() throws InterruptedException {
    channels.dead.add("slack");
    WorkflowExecution inbox =
        ScriptedChannels.report(client, ScriptedChannels.bad("nightly", 1, "slack", "ntfy"))
            .getExecution();
    channels.next();
    channels.dead.clear();
    channels.next();
    ScriptedChannels.report(client, ScriptedChannels.good("nightly", 2));
    channels.next();
    channels.next();
    return inbox;
  }

  /** It told of failures until its history was long, with one more told meanwhile. */
  private WorkflowExecution reported() throws InterruptedException {
    WorkflowExecution first =
        ScriptedChannels.report(client, ScriptedChannels.bad("job", 1, "ntfy")).getExecution();
    for (int number = 2; !isOver(first); number++) {
      channels.next();
      ScriptedChannels.report(client, ScriptedChannels.bad("job-" + number, 1, "ntfy"));
    }
    return first;
  }

  /** One that goes on at once, one that a leaving job brings on, one that a timer does. */
  private WorkflowExecution looks() throws InterruptedException {
    looks.parts = 2;
    WorkflowExecution ledger = ledger();
    looks.await(2);
    client.newUntypedWorkflowStub(LEDGER).signal("leaving", List.of("tick"));
    looks.await(3);
    looks.await(4);
    return ledger;
  }

  /** It looked until its history was long, and hands on what is leaving. */
  private WorkflowExecution looked() throws InterruptedException {
    WorkflowExecution ledger = ledger();
    for (int look = 1; !isOver(ledger); look++) {
      looks.await(look);
      client.newUntypedWorkflowStub(LEDGER).signal("leaving", List.of("tick-" + look));
    }
    return ledger;
  }

  private WorkflowExecution ledger() {
    WorkflowStub ledger = client.newUntypedWorkflowStub(Ledger.TYPE, options(LEDGER));
    return ledger.start(new Ledger.Keeping("desk", Definitions.DUE, List.of()));
  }

  private WorkflowExecution delivered() {
    results.dead.add("team");
    results.backAt = System.currentTimeMillis() + Duration.ofSeconds(2).toMillis();
    return delivery("team", "mail");
  }

  private WorkflowExecution undelivered() {
    results.refusing.add("team");
    return delivery("team", "mail");
  }

  private WorkflowExecution delivery(String... to) {
    WorkflowStub delivery =
        client.newUntypedWorkflowStub(ResultDelivery.TYPE, options("reveille-result"));
    delivery.start(
        new ResultDelivery.Result(
            new RunKey("nightly-1", "r1"),
            "night-desk",
            "nightly",
            "Nightly plan",
            Definitions.DUE,
            List.of(to),
            AlertPolicy.USUAL));
    try {
      delivery.getResult(Void.class);
    } catch (WorkflowFailedException e) {
      // Undelivered, as it should be.
    }
    return delivery.getExecution();
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(Queues.RUN).build();
  }

  /** Of that very run: one that continued as new is over. */
  private boolean isOver(WorkflowExecution run) {
    return client
            .newUntypedWorkflowStub(
                run.getWorkflowId(), Optional.of(run.getRunId()), Optional.empty())
            .describe()
            .getStatus()
        != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  @Override
  public void close() {
    factory.shutdownNow();
    server.close();
  }
}
