package dev.reveille.workflows;

import static dev.reveille.workflows.ScriptedChannels.alert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.workflows.AlertInbox.Alert;
import dev.reveille.workflows.testing.DevServer;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AlertInboxTest {
  private final ScriptedChannels channels = new ScriptedChannels();

  @Test
  void a_dead_channel_delays_nobody_and_its_loss_is_recorded_after_an_hour() throws Exception {
    channels.dead.add("slack");
    try (TestWorkflowEnvironment environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build())) {
      register(environment.newWorker(Queues.RUN));
      environment.start();
      long start = environment.currentTimeMillis();

      raise(environment.getWorkflowClient(), alert(1, "slack", "ntfy"));
      channels.next();
      raise(environment.getWorkflowClient(), alert(2, "ntfy"));
      channels.next();

      assertThat(channels.delivered).containsExactly("ntfy nightly-1", "ntfy nightly-2");
      assertThat(channels.lost).isEmpty();

      environment.sleep(AlertInboxImpl.ALL_TRIES.plusMinutes(10));
      channels.next();
      assertThat(channels.lost)
          .singleElement()
          .asString()
          .startsWith("slack nightly-1: slack answers 503");
      assertThat(Duration.ofMillis(environment.currentTimeMillis() - start))
          .isGreaterThan(Duration.ofMinutes(50));
    }
  }

  @Test
  void continuing_as_new_loses_no_alert_and_delivers_none_twice() throws Exception {
    channels.dead.add("slack");
    try (DevServer server =
        DevServer.start("--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=60")) {
      WorkerFactory factory = WorkerFactory.newInstance(server.client());
      register(factory.newWorker(Queues.RUN));
      factory.start();
      WorkflowStub inbox = raise(server.client(), alert(0, "slack"));
      String firstRun = inbox.describe().getExecution().getRunId();

      List<String> expected = new ArrayList<>();
      for (int number = 1; number <= 30; number++) {
        raise(server.client(), alert(number, "ntfy"));
        expected.add("ntfy nightly-" + number);
      }
      for (int number = 1; number <= 30; number++) {
        channels.next();
      }
      channels.dead.clear();
      channels.next();

      expected.add("slack nightly-0");
      assertThat(channels.delivered).containsExactlyInAnyOrderElementsOf(expected);
      String lastRun =
          server.client().newUntypedWorkflowStub("alerts").describe().getExecution().getRunId();
      assertThat(lastRun).isNotEqualTo(firstRun);
      factory.shutdownNow();
      factory.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  private void register(Worker worker) {
    worker.registerWorkflowImplementationTypes(AlertInboxImpl.class);
    worker.registerActivitiesImplementations(channels);
  }

  private static WorkflowStub raise(WorkflowClient client, Alert alert) {
    WorkflowStub inbox =
        client.newUntypedWorkflowStub(
            AlertInbox.TYPE,
            WorkflowOptions.newBuilder().setWorkflowId("alerts").setTaskQueue(Queues.RUN).build());
    inbox.signalWithStart("raise", new Object[] {alert}, new Object[] {List.of()});
    return inbox;
  }
}
