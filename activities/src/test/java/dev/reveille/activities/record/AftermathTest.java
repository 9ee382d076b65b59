package dev.reveille.activities.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.activities.ping.Pinger;
import dev.reveille.activities.web.Sink;
import dev.reveille.activities.web.Web;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.Ping;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Trigger;
import dev.reveille.gateway.tunnel.Names;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.workflows.RecordActivity.Settle;
import dev.reveille.workflows.RecordActivity.Told;
import dev.reveille.workflows.ResultDelivery.Result;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of a run's end beside its record, and who is not. */
class AftermathTest {
  private static final Instant DUE = Instant.parse("2026-11-21T22:00:00Z");
  private static final RunKey RUN = new RunKey("plan-1", "r1");

  @TempDir Path root;
  private final Web web = new Web(Names.OF_THE_SYSTEM, Duration.ofSeconds(2));
  private final Deque<Runnable> due = new ArrayDeque<>();
  private final List<Result> sent = new ArrayList<>();
  private JdbcRunLog log;
  private Sink sink;
  private Aftermath aftermath;
  private Ping check;

  @BeforeEach
  void open() throws Exception {
    log = RunLogs.open(RunLogSettings.of(root.resolve("data"), null, Map.of()));
    log.open(opened());
    sink = Sink.open();
    check = new Ping(sink.address() + "/check", null, true);
    Pinger pinger =
        new Pinger(web, name -> null, (delay, work) -> due.add(work), (run, signal, why) -> {});
    aftermath = new Aftermath(sent::add, pinger, log, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    sink.close();
    web.close();
    log.close();
  }

  @Test
  void a_good_runs_result_is_handed_over_and_its_watcher_hears_of_start_and_end() {
    aftermath.begun(RUN, List.of(event(EventType.TRIGGERED), event(EventType.QUEUED)), check);
    end(RunStatus.SUCCEEDED, "OK", List.of());

    assertThat(sent).singleElement().satisfies(result -> assertThat(result.key()).isEqualTo(RUN));
    assertThat(paths()).containsExactly("/check?rid=r1");
  }

  @Test
  void an_idle_run_delivers_nothing_and_says_so() {
    end(
        RunStatus.SUCCEEDED,
        "OK",
        List.of(new Finding("IDLE", Finding.Severity.INFO, "There was nothing to do.")));

    assertThat(sent).isEmpty();
    assertThat(log.find(RUN, 0).orElseThrow().events())
        .extracting(RunView.Event::event)
        .contains(EventType.NOT_DELIVERED);
    assertThat(paths()).containsExactly("/check?rid=r1");
  }

  @Test
  void a_failed_run_delivers_nothing_and_its_watcher_hears_why() {
    end(RunStatus.FAILED, "BOOT_TIMEOUT", List.of());

    assertThat(sent).isEmpty();
    assertThat(paths()).containsExactly("/check/fail?rid=r1");
    assertThat(sink.taken().get(0).body()).isEqualTo("BOOT_TIMEOUT: So it is.");
  }

  @Test
  void a_skipped_run_is_no_sign_of_life_at_all() {
    aftermath.begun(RUN, List.of(event(EventType.TRIGGERED), event(EventType.SKIPPED)), check);
    end(RunStatus.SKIPPED, "SKIPPED", List.of());

    assertThat(sent).isEmpty();
    assertThat(paths()).isEmpty();
  }

  private void end(RunStatus status, String verdict, List<Finding> findings) {
    aftermath.ended(
        new Settle(
            opened(),
            status,
            verdict,
            "So it is.",
            findings,
            1,
            1,
            "Plan",
            AlertPolicy.USUAL,
            new Told(List.of("team"), check)));
  }

  private List<String> paths() {
    while (!due.isEmpty()) {
      due.remove().run();
    }
    return sink.taken().stream().map(Sink.Taken::path).toList();
  }

  private static RunEvent event(EventType type) {
    return new RunEvent(DUE, type, 0, "", null, Map.of());
  }

  private static RunOpened opened() {
    return new RunOpened(
        RUN,
        RUN.runId(),
        "default",
        "plan",
        "night-desk",
        DUE,
        Trigger.SCHEDULE,
        "isolated",
        null,
        "sha256:00",
        null,
        60_000,
        900_000,
        DUE);
  }
}
