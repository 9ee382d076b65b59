package dev.reveille.cli.temporal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTemporalTest {
  @TempDir Path folder;

  @Test
  void a_killed_server_comes_back_with_its_schedules_and_close_leaves_nothing() throws Exception {
    BlockingQueue<ServerEvent> events = new LinkedBlockingQueue<>();
    var broken = folder.resolve("broken");
    var binary =
        script("[ -e '" + broken + "' ] && { echo 'out of order' >&2; exit 1; }\n" + execReal());
    var settings = ServerSettings.of(binary, folder).withEvents(events::add);
    long second;
    try (var server = EmbeddedTemporal.start(settings)) {
      var first = server.pid().orElseThrow();
      var address = server.address();
      var stubs = TemporalTarget.of(server).connect();
      try {
        createSchedule(stubs, "reveille/kept");
        assertThat(retentionSeconds(stubs)).isEqualTo(30 * 24 * 3600);
        assertThat(statusOf(server.ui().orElseThrow())).isEqualTo(200);

        Files.createFile(broken);
        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        assertThat(next(events).kind()).isEqualTo(Kind.DIED);
        var failed = next(events);
        assertThat(failed.kind()).isEqualTo(Kind.RESTART_FAILED);
        assertThat(failed.message()).contains("| out of order", "next try in");
        Files.delete(broken);
        var after = next(events);
        while (after.kind() == Kind.RESTART_FAILED) {
          after = next(events);
        }
        assertThat(after.kind()).isEqualTo(Kind.RESTARTED);
        second = server.pid().orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(server.address()).isEqualTo(address);
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
  void one_folder_has_one_server_and_a_file_of_another_version_is_copied_first() throws Exception {
    List<ServerEvent> events = new CopyOnWriteArrayList<>();
    var settings = ServerSettings.of(Servers.binary(), folder).withoutUi();
    try (var server = EmbeddedTemporal.start(settings.withNamespace("ours"))) {
      assertThat(server.ui()).isEmpty();
      assertThatThrownBy(() -> EmbeddedTemporal.start(settings))
          .isInstanceOf(ServerFailed.class)
          .hasMessageContaining("pid " + ProcessHandle.current().pid())
          .hasMessageContaining("--data DIR");

      TemporalTarget.of(server).connect().shutdownNow();
      var elsewhere =
          TemporalTarget.given(
                  new TargetFlags(server.address(), "theirs"),
                  Map.of("TEMPORAL_CONFIG_FILE", Files.createFile(folder.resolve("t")).toString()))
              .orElseThrow();
      assertThatThrownBy(elsewhere::connect)
          .isInstanceOf(NoServer.class)
          .hasMessageContaining("at " + server.address() + " has no namespace \"theirs\"");
    }

    Files.writeString(folder.resolve("temporal.db.version"), "1.31.0\n");
    EmbeddedTemporal.start(settings.withEvents(events::add)).close();

    assertThat(events).extracting(ServerEvent::kind).containsExactly(Kind.NOTE);
    assertThat(events.get(0).message()).contains("1.31.0", "temporal.db.1.31.0.bak");
    assertThat(folder.resolve("temporal.db.1.31.0.bak")).isNotEmptyFile();
    assertThat(folder.resolve("temporal.db.version")).hasContent("1.32.0");
  }

  @Test
  void a_free_port_that_was_taken_meanwhile_is_replaced_by_another() throws Exception {
    var again = folder.resolve("again");
    var binary =
        script(
            "[ -e '%s' ] || { touch '%s'; echo 'bind: address already in use' >&2; exit 1; }\n"
                    .formatted(again, again)
                + execReal());

    try (var server = EmbeddedTemporal.start(ServerSettings.of(binary, folder).withoutUi())) {
      assertThat(server.pid()).isPresent();
    }
    assertThat(again).exists();
  }

  @Test
  void a_given_port_in_use_is_named_with_the_option() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var settings = ServerSettings.of(Servers.binary(), folder).withPorts(taken.getLocalPort(), 0);

      assertFails(settings, "port " + taken.getLocalPort() + " of 127.0.0.1 is not free", "--port");
    }
  }

  @Test
  void what_the_server_cannot_work_with_is_said_with_the_remedy() throws Exception {
    var settings = ServerSettings.of(Servers.binary(), folder).withoutUi();
    var file = folder.resolve("temporal.db");

    Files.writeString(file, "this is a letter to my aunt");
    assertFails(settings, file + " is not a SQLite database", "makes the schedules again");

    var damaged = new byte[16384];
    new Random(7).nextBytes(damaged);
    System.arraycopy("SQLite format 3\0".getBytes(US_ASCII), 0, damaged, 0, 16);
    Files.write(file, damaged);
    assertFails(settings, file + " is damaged", "makes the schedules again");
    Files.delete(file);

    var full = script("echo 'database or disk is full (13)' >&2; exit 1");
    assertFails(
        ServerSettings.of(full, folder), "the disk of " + folder + " is full", "--data DIR");

    var notAFolder = Files.createFile(folder.resolve("file"));
    assertFails(ServerSettings.of(full, notAFolder), notAFolder + " cannot be used", "--data DIR");
  }

  @Test
  void a_server_that_never_serves_is_ended_and_the_end_of_its_log_is_shown() throws Exception {
    var idle = script("echo 'thinking about it' >&2; exec sleep 300");

    assertThatThrownBy(
            () -> EmbeddedTemporal.start(ServerSettings.of(idle, folder), Duration.ofMillis(300)))
        .isInstanceOf(ServerFailed.class)
        .hasMessageContainingAll("did not serve within", "| thinking about it", "temporal.log");
    assertThat(folder.resolve("temporal.pid")).doesNotExist();
  }

  private Path script(String body) throws Exception {
    var file = Files.createTempFile(folder, "temporal", ".sh");
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static String execReal() throws Exception {
    return "exec '" + Servers.binary() + "' \"$@\"";
  }

  private static void assertFails(ServerSettings settings, String... saying) {
    assertThatThrownBy(() -> EmbeddedTemporal.start(settings))
        .isInstanceOf(ServerFailed.class)
        .hasMessageContainingAll(saying);
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

  private static ServerEvent next(BlockingQueue<ServerEvent> events) throws Exception {
    var event = events.poll(20, TimeUnit.SECONDS);
    assertThat(event).as("the next event").isNotNull();
    return requireNonNull(event);
  }
}
