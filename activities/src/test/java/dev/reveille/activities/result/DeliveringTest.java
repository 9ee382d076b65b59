package dev.reveille.activities.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.activities.alert.Senders;
import dev.reveille.activities.process.Spawner;
import dev.reveille.activities.record.AlertSender;
import dev.reveille.activities.web.Web;
import dev.reveille.domain.alert.Report;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.settings.Channel;
import dev.reveille.gateway.tunnel.Names;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.workflows.ResultDelivery.Result;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result's way to a channel, and what people are told when it does not arrive. */
class DeliveringTest {
  private static final Instant DUE = Instant.parse("2026-11-21T22:00:00Z");

  @TempDir Path root;
  private final Web web = new Web(Names.OF_THE_SYSTEM, Duration.ofSeconds(2));
  private final List<Report> reports = new ArrayList<>();
  private JdbcRunLog log;
  private Spawner spawner;
  private Delivering delivering;

  /** Takes what the inbox would. */
  private final class Reports implements AlertSender {
    @Override
    public void report(String owner, Report report) {
      reports.add(report);
    }

    @Override
    public boolean isHeard(AlertPolicy policy) {
      return true;
    }
  }

  @BeforeEach
  void open() throws Exception {
    log = RunLogs.open(RunLogSettings.of(root.resolve("data"), null, Map.of()));
    spawner = Spawner.open(root.resolve("processes"), Clock.systemUTC());
    Channel team =
        new Channel("team", "command", List.of("sh", "-c", "cat >> taken.jsonl"), Map.of());
    Senders senders =
        new Senders(
            Map.of("team", team),
            new Senders.Ground(
                web,
                spawner,
                name -> null,
                Map.of("PATH", System.getenv("PATH")),
                root,
                Clock.systemUTC()));
    delivering = new Delivering(senders, log, log, new Reports(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    spawner.close();
    web.close();
    log.close();
  }

  @Test
  void a_result_arrives_and_the_run_says_so() {
    delivering.deliver(run(1), "team");

    assertThat(root.resolve("taken.jsonl"))
        .content()
        .contains("\"kind\":\"result\"", "\"title\":\"Plan\"", "said nothing");
    assertThat(events(1)).contains(EventType.DELIVERED);
    assertThat(reports).isEmpty();
  }

  @Test
  void a_lost_result_is_reported_and_the_next_one_that_arrives_ends_the_incident() {
    delivering.lost(run(1), "team", "it answers 404");
    delivering.deliver(run(2), "team");

    assertThat(events(1)).contains(EventType.UNDELIVERED);
    assertThat(reports).hasSize(2);
    assertThat(reports.get(0).good()).isFalse();
    assertThat(reports.get(0).item().verdict()).isEqualTo("UNDELIVERED");
    assertThat(reports.get(0).item().message()).contains("'team': it answers 404");
    assertThat(reports.get(1).good()).isTrue();
    assertThat(reports.get(1).item().workflowId()).isEqualTo("plan-2");
  }

  private List<EventType> events(int number) {
    return log.find(key(number), 0).orElseThrow().events().stream()
        .map(RunView.Event::event)
        .toList();
  }

  private static RunKey key(int number) {
    return new RunKey("plan-" + number, "r" + number);
  }

  private Result run(int number) {
    RunKey key = key(number);
    Instant due = DUE.plusSeconds(number);
    RunOpened opened =
        new RunOpened(
            key,
            key.runId(),
            "default",
            "plan",
            "night-desk",
            due,
            Trigger.SCHEDULE,
            "isolated",
            null,
            "sha256:00",
            null,
            60_000,
            900_000,
            due);
    log.settle(
        opened,
        new RunEvent(due, EventType.SETTLED, 1, "", null, Map.of()),
        new RunSettled(key, RunStatus.SUCCEEDED, "OK", "All good.", List.of(), due));
    return new Result(key, "night-desk", "plan", "Plan", due, List.of("team"), AlertPolicy.USUAL);
  }
}
