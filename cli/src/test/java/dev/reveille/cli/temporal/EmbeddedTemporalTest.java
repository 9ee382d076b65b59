package dev.reveille.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.cli.temporal.ServerEvent.Kind;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTemporalTest {
  @TempDir Path folder;

  @Test
  void a_killed_server_comes_back_with_its_schedules_and_close_leaves_nothing() throws Exception {
    BlockingQueue<ServerEvent> events = new LinkedBlockingQueue<>();
    var settings = ServerSettings.of(Servers.binary(), folder).withEvents(events::add);
    long second;
    try (var server = EmbeddedTemporal.start(settings)) {
      var first = server.pid().orElseThrow();
      var stubs = stubs(server);
      try {
        createSchedule(stubs, "reveille/kept");
        assertThat(retentionSeconds(stubs)).isEqualTo(30 * 24 * 3600);
        assertThat(statusOf(server.ui().orElseThrow())).isEqualTo(200);

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        assertThat(kinds(events, 2)).containsExactly(Kind.DIED, Kind.RESTARTED);
        second = server.pid().orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(scheduleIds(stubs)).containsExactly("reveille/kept");
      } finally {
        stubs.shutdownNow();
      }
    }
    assertThat(Servers.isAlive(second)).isFalse();
    assertThat(Files.exists(folder.resolve("temporal.pid"))).isFalse();
    assertThat(Files.readString(folder.resolve("temporal.db.version"))).isEqualTo("1.32.0\n");
    assertThat(events).isEmpty();
  }

  @Test
  void a_second_server_on_the_same_folder_is_refused_and_names_the_holder() throws Exception {
    var settings = ServerSettings.of(Servers.binary(), folder).withoutUi();
    try (var server = EmbeddedTemporal.start(settings)) {
      assertThat(server.ui()).isEmpty();
      assertThatThrownBy(() -> EmbeddedTemporal.start(settings))
          .isInstanceOf(ServerFailed.class)
          .hasMessageContaining("pid " + ProcessHandle.current().pid())
          .hasMessageContaining("--data DIR");
    }
  }

  private static WorkflowServiceStubs stubs(EmbeddedTemporal server) {
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build());
  }

  private static void createSchedule(WorkflowServiceStubs stubs, String id) {
    ScheduleClient.newInstance(stubs)
        .createSchedule(
            id,
            Schedule.newBuilder()
                .setAction(
                    ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType("Nobody")
                        .setOptions(
                            WorkflowOptions.newBuilder()
                                .setWorkflowId("nobody")
                                .setTaskQueue("nobody")
                                .build())
                        .build())
                .setSpec(ScheduleSpec.newBuilder().setCronExpressions(List.of("0 3 1 1 *")).build())
                .build(),
            ScheduleOptions.newBuilder().build());
  }

  private static List<String> scheduleIds(WorkflowServiceStubs stubs) {
    return ScheduleClient.newInstance(stubs)
        .listSchedules()
        .map(schedule -> schedule.getScheduleId())
        .toList();
  }

  private static long retentionSeconds(WorkflowServiceStubs stubs) {
    return stubs
        .blockingStub()
        .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace("default").build())
        .getConfig()
        .getWorkflowExecutionRetentionTtl()
        .getSeconds();
  }

  private static int statusOf(URI page) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private static List<Kind> kinds(BlockingQueue<ServerEvent> events, int count) throws Exception {
    var kinds = new java.util.ArrayList<Kind>();
    while (kinds.size() < count) {
      var event = events.poll(20, TimeUnit.SECONDS);
      assertThat(event).as("an event after %s", kinds).isNotNull();
      kinds.add(event.kind());
    }
    return kinds;
  }
}
