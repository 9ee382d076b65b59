package dev.reveille.worker.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.Trigger;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.worker.board.page.RunPage.Lane;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLanesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final RunKey RUN = new RunKey("tick", "11111111-0000-4000-8000-000000000001");

  @TempDir private Path data;
  private JdbcRunLog log;

  @BeforeEach
  void open() {
    log = RunLogs.open(RunLogSettings.sqlite(data));
    log.open(
        new RunOpened(
            RUN,
            RUN.runId(),
            "default",
            "tick",
            "desk",
            NOON,
            Trigger.SCHEDULE,
            "isolated",
            "codex",
            "sha256:00",
            null,
            2_000,
            9_000,
            NOON));
    event(0, EventType.TRIGGERED, 0, "");
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void each_boot_has_a_lane_of_its_own_and_waiting_ends_with_the_first() {
    event(1_000, EventType.BOOT_STARTED, 1, "");
    event(3_000, EventType.BOOT_TIMEOUT, 1, "");
    event(6_000, EventType.BOOT_STARTED, 2, "");
    event(6_400, EventType.BOOT_STAGE, 2, "isolation", 500);
    event(7_000, EventType.BOOT_READY, 2, "", 1_000);
    event(7_000, EventType.EXECUTE_STARTED, 2, "");
    event(9_000, EventType.EXECUTE_FINISHED, 2, "", 2_000);
    settled(RunStatus.SUCCEEDED, "OK", 10_000);

    assertThat(lanes(NOON.plusSeconds(60)))
        .extracting(Lane::label, Lane::kind, Lane::from, Lane::wide, Lane::note)
        .containsExactly(
            tuple("waiting", "wait", 0L, 100L, "1 s"),
            tuple("boot 1", "bad", 100L, 200L, "2 s of 2 s"),
            tuple("boot 2", "boot", 600L, 100L, "1 s of 2 s"),
            tuple("isolation", "boot part", 600L, 40L, "500 ms"),
            tuple("turn", "turn", 700L, 200L, "2 s of 9 s"),
            tuple("verify and settle", "wait", 900L, 100L, "1 s"));
  }

  @Test
  void a_boot_that_lasts_runs_until_now_and_one_that_nobody_ended_went_wrong() {
    event(1_000, EventType.BOOT_STARTED, 1, "");

    assertThat(lanes(NOON.plusSeconds(2)))
        .extracting(Lane::label, Lane::kind, Lane::note)
        .containsExactly(tuple("waiting", "wait", "1 s"), tuple("boot", "runs", "1 s of 2 s"));

    settled(RunStatus.FAILED, "HOST_LOST", 4_000);

    assertThat(lanes(NOON.plusSeconds(60)))
        .extracting(Lane::label, Lane::kind, Lane::note)
        .contains(tuple("boot", "bad", "3 s of 2 s"));
  }

  @Test
  void the_stage_in_which_a_boot_hung_is_the_red_one() {
    event(1_000, EventType.BOOT_STARTED, 1, "");
    event(1_400, EventType.BOOT_STAGE, 1, "initialize", 400);
    event(3_000, EventType.BOOT_TIMEOUT, 1, "session", 2_000);
    settled(RunStatus.FAILED, "BOOT_TIMEOUT", 3_000);

    assertThat(lanes(NOON.plusSeconds(60)))
        .extracting(Lane::label, Lane::kind, Lane::note)
        .endsWith(
            tuple("boot", "bad", "2 s of 2 s"),
            tuple("initialize", "boot part", "400 ms"),
            tuple("session", "bad part", "1.6 s"));
  }

  private List<Lane> lanes(Instant now) {
    return RunLanes.of(log.find(RUN, 0).orElseThrow(), now);
  }

  private void settled(RunStatus status, String verdict, long millis) {
    event(millis, EventType.SETTLED, 0, "");
    log.settle(new RunSettled(RUN, status, verdict, "", List.of(), NOON.plusMillis(millis)));
  }

  private void event(long millis, EventType type, int attempt, String stage, long... took) {
    Map<String, JsonNode> detail =
        took.length == 0
            ? Map.of()
            : Map.of("stage", TextNode.valueOf(stage), "millis", LongNode.valueOf(took[0]));
    log.event(RUN, new RunEvent(NOON.plusMillis(millis), type, attempt, stage, "desk-01", detail));
  }
}
