package dev.reveille.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedStartTest {
  @TempDir Path data;

  @Test
  void a_start_that_fails_gives_back_its_place_on_the_host() throws Exception {
    WorkflowServiceStubs nobody =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:1").build());
    try (JdbcRunLog log = RunLogs.open(RunLogSettings.sqlite(data))) {
      Path tooLongForASocket = data.resolve("x".repeat(120));
      WorkerSettings settings =
          new WorkerSettings(
              "default",
              data,
              tooLongForASocket,
              1,
              Duration.ZERO,
              Map.of(),
              Map.of(),
              name -> null,
              null,
              null);

      assertThatThrownBy(() -> ReveilleWorker.start(nobody, settings, log, log))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("socket");
    } finally {
      nobody.shutdownNow();
    }

    try (HostId next = HostId.take(data)) {
      assertThat(next.folder()).isEqualTo(data.resolve("hosts/1"));
    }
  }
}
