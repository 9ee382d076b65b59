package dev.reveille.activities.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Trigger;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForerunnerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final RunKey KEY = new RunKey("nightly-1", "run-1");

  @TempDir Path folder;

  private JdbcRunLog log;

  @BeforeEach
  void open() {
    log = RunLogs.open(RunLogSettings.sqlite(folder));
    log.open(
        new RunOpened(
            KEY,
            "run-1",
            "default",
            "nightly",
            "tests",
            NOW,
            Trigger.SCHEDULE,
            "isolated",
            "drill",
            "sha256:0",
            null,
            1_000,
            1_000,
            NOW));
  }

  @AfterEach
  void close() {
    log.close();
  }

  private void happened(EventType event, int attempt) {
    log.event(KEY, new RunEvent(NOW, event, attempt, "", "host-a", Map.of()));
  }

  private List<RunView.Event> lost() {
    new Forerunner(log, log, KEY, 1, Clock.systemUTC()).noteIfLost();
    return log.find(KEY, 0).orElseThrow().events().stream()
        .filter(event -> event.event() == EventType.HOST_LOST)
        .toList();
  }

  @Test
  void an_attempt_that_began_and_never_ended_was_on_a_lost_host() {
    happened(EventType.BOOT_STARTED, 1);

    assertThat(lost())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.attempt()).isEqualTo(1);
              assertThat(event.host()).isEqualTo("host-a");
            });
  }

  @Test
  void an_attempt_whose_end_was_written_was_not_lost() {
    happened(EventType.BOOT_STARTED, 1);
    happened(EventType.BOOT_TIMEOUT, 1);

    assertThat(lost()).isEmpty();
  }

  @Test
  void an_attempt_that_nobody_began_was_not_lost() {
    happened(EventType.BOOT_STARTED, 2);

    assertThat(lost()).isEmpty();
  }
}
