package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.event;
import static dev.reveille.runlog.Samples.key;
import static dev.reveille.runlog.Samples.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.BootStage;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a run stands by its events. */
abstract class TimelineContract extends RunListContract {
  @ParameterizedTest
  @CsvSource({
    "'', QUEUED",
    "TRIGGERED, QUEUED",
    "TRIGGERED QUEUED, QUEUED",
    "QUEUED BOOT_STARTED, BOOTING",
    "BOOT_STARTED BOOT_STAGE BOOT_READY, BOOTING",
    "BOOT_READY EXECUTE_STARTED, EXECUTING",
    "EXECUTE_STARTED EFFECT, EXECUTING",
    "EXECUTE_STARTED EFFECT HOST_LOST, EXECUTING",
    "EXECUTE_STARTED EXECUTE_FINISHED, VERIFYING",
    "EXECUTE_STARTED EXECUTE_FINISHED ALERT_FAILED, VERIFYING",
    "EXECUTE_FAILED QUEUED, QUEUED",
    "EXECUTE_STARTED TERMINATED, CANCELLED",
    "TRIGGERED MISSED, FAILED",
    "TRIGGERED SKIPPED, SKIPPED"
  })
  void a_run_that_was_never_settled_stands_where_its_events_say(String types, RunStatus expected) {
    RunKey key = key("open");
    log.open(opened(key, "job", NOON));
    int millis = 0;
    for (String type : types.isEmpty() ? new String[0] : types.split(" ")) {
      log.event(key, event(NOON.plusMillis(++millis), EventType.valueOf(type), 1));
    }
    RunView run = log.find(key, 10).orElseThrow();
    assertThat(run.status()).isEqualTo(expected);
    assertThat(run.verdict()).isNull();
    assertThat(log.list(ALL)).singleElement().extracting(RunView::status).isEqualTo(expected);
  }

  @Test
  void the_later_attempt_decides_although_its_host_has_a_slow_clock() {
    RunKey key = key("skewed");
    log.open(opened(key, "job", NOON));
    log.event(key, event(NOON.plusSeconds(60), EventType.BOOT_STARTED, 1));
    log.event(
        key,
        event(
            NOON.plusSeconds(62),
            EventType.BOOT_TIMEOUT,
            1,
            "stage",
            "session",
            "millis",
            2000,
            "reason",
            "hung in session",
            "exitCode",
            137));
    assertThat(log.find(key, 0).orElseThrow().boot())
        .isEqualTo(new RunView.Boot(1, 2000L, 60_000, List.of(), "hung in session", 137));

    log.event(key, event(NOON, EventType.BOOT_STARTED, 2));
    log.event(
        key, event(NOON.plusSeconds(1), EventType.BOOT_STAGE, 2, "stage", "spawn", "millis", 9));
    log.event(key, event(NOON.plusSeconds(2), EventType.BOOT_READY, 2, "millis", 1900));
    log.event(key, event(NOON.plusSeconds(3), EventType.EXECUTE_STARTED, 2));
    RunView run = log.find(key, 0).orElseThrow();
    assertThat(run.status()).isEqualTo(RunStatus.EXECUTING);
    assertThat(run.boot())
        .isEqualTo(
            new RunView.Boot(
                2,
                1900L,
                60_000,
                List.of(new BootStage("spawn", NOON.plusSeconds(1), 9)),
                null,
                null));
    assertThat(run.execute()).isEqualTo(new RunView.Execute(1, null, 900_000, null, null));
  }

  @Test
  void a_boot_whose_host_was_lost_says_so() {
    RunKey key = key("lost");
    log.open(opened(key, "job", NOON));
    log.event(key, event(NOON, EventType.QUEUED, 1));
    log.event(key, event(NOON.plusMillis(40), EventType.BOOT_STARTED, 1));
    log.event(key, event(NOON.plusSeconds(2), EventType.HOST_LOST, 1));
    RunView run = log.find(key, 0).orElseThrow();
    assertThat(run.boot())
        .isEqualTo(new RunView.Boot(1, null, 60_000, List.of(), "host lost", null));
    assertThat(run.queuedMillis()).isEqualTo(40);
    assertThat(run.execute()).isNull();
  }
}
