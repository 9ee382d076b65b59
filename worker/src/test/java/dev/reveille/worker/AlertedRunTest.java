package dev.reveille.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.activities.alert.JobStandings;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.settings.Channel;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.JobRun;
import dev.reveille.workflows.Payloads;
import dev.reveille.workflows.Queues;
import dev.reveille.workflows.StandingActivity.Asked;
import dev.reveille.workflows.StandingActivity.Standing;
import dev.reveille.workflows.testing.DevServer;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a red run to the program that tells people, on the real server. */
class AlertedRunTest {
  @TempDir Path folder;

  @Test
  void a_red_run_reaches_the_channel_once_and_its_record_says_so() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Channel channel =
        new Channel("log", "command", List.of("sh", "-c", "cat >> alerts.log"), Map.of());
    try (DevServer server = DevServer.start(searchAttributes());
        JdbcRunLog log = RunLogs.open(RunLogSettings.sqlite(data));
        ReveilleWorker worker =
            ReveilleWorker.start(server.stubs(), settings(server, data, channel), log, log)) {
      assertThat(worker.leases()).isZero();
      WorkflowClient client =
          WorkflowClient.newInstance(
              server.stubs(),
              WorkflowClientOptions.newBuilder()
                  .setNamespace(server.namespace())
                  .setDataConverter(Payloads.converter())
                  .build());
      RunKey good = run(client, Drilled.command(folder, "fine", "true"), "fine-1");
      RunKey red = run(client, Drilled.command(folder, "broken", "false"), "broken-1");

      await(() -> alerted(log, red));
      List<String> lines = Files.readAllLines(data.resolve("alerts.log"));
      JsonNode notice = Json.mapper().readTree(lines.get(0));
      assertThat(lines).hasSize(1);
      assertThat(notice.path("kind").asText()).isEqualTo("failure");
      assertThat(notice.path("title").asText()).isEqualTo("broken failed: EXECUTE_FAILED");
      assertThat(notice.at("/items/0/run").asText()).isEqualTo("broken-1");
      assertThat(alerted(log, good)).isFalse();

      ScheduleClient schedules =
          ScheduleClient.newInstance(
              server.stubs(),
              ScheduleClientOptions.newBuilder().setNamespace(server.namespace()).build());
      assertThat(
              new JobStandings(log, schedules, Clock.systemUTC())
                  .standings(
                      List.of(
                          new Asked("broken", Instant.EPOCH), new Asked("fine", Instant.EPOCH))))
          .containsEntry("broken", new Standing(false, false, null))
          .hasEntrySatisfying("fine", standing -> assertThat(standing.good()).isNotNull());
    }
  }

  private static String[] searchAttributes() {
    return Attributes.ALL.entrySet().stream()
        .flatMap(
            entry -> {
              String type =
                  switch (entry.getValue()) {
                    case INDEXED_VALUE_TYPE_KEYWORD_LIST -> "KeywordList";
                    case INDEXED_VALUE_TYPE_INT -> "Int";
                    default -> "Keyword";
                  };
              return Stream.of("--search-attribute", entry.getKey() + "=" + type);
            })
        .toArray(String[]::new);
  }

  private static WorkerSettings settings(DevServer server, Path data, Channel channel)
      throws Exception {
    return new WorkerSettings(
        server.namespace(),
        data,
        Files.createTempDirectory("rv"),
        2,
        Duration.ofSeconds(5),
        Map.of(),
        Map.of(channel.name(), channel),
        name -> null,
        null,
        null);
  }

  private static RunKey run(WorkflowClient client, JobDefinition definition, String id) {
    WorkflowStub run =
        client.newUntypedWorkflowStub(
            JobRun.TYPE,
            WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(Queues.RUN).build());
    run.start(
        new JobRun.Input(
            JobRun.Input.VERSION,
            definition,
            definition.digest(),
            Trigger.MANUAL,
            Instant.now(),
            0,
            List.of()));
    try {
      run.getResult(JobRun.Result.class);
    } catch (WorkflowFailedException e) {
      // Red, as it should be.
    }
    return new RunKey(run.getExecution().getWorkflowId(), run.getExecution().getRunId());
  }

  private static boolean alerted(JdbcRunLog log, RunKey key) {
    RunView view = log.find(key, 0).orElseThrow();
    return view.events().stream().anyMatch(event -> event.event() == EventType.ALERTED);
  }

  /** Until it is so, for up to a minute; the news is gathered for 10 s. */
  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nobody was told within a minute");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
