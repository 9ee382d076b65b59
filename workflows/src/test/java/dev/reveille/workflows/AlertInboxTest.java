package dev.reveille.workflows;

import static dev.reveille.workflows.ScriptedChannels.bad;
import static dev.reveille.workflows.ScriptedChannels.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.alert.Inbox;
import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.alert.Report;
import dev.reveille.workflows.StandingActivity.Standing;
import dev.reveille.workflows.testing.DevServer;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertInboxTest {
  private final ScriptedChannels channels = new ScriptedChannels();
  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setInitialTime(Definitions.DUE)
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build())
              .build());

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void thirty_days_of_a_broken_job_give_the_documented_reminders() {
    start();
    for (int day = 0; day < 30; day++) {
      report(bad("nightly", day, "ntfy"));
      environment.sleep(Duration.ofDays(1));
    }

    assertThat(channels.delivered)
        .containsExactly(
            "ntfy FAILURE nightly failed: BOOT_TIMEOUT",
            "ntfy REMINDER nightly still fails, for 1 d: BOOT_TIMEOUT",
            "ntfy REMINDER nightly still fails, for 3 d: BOOT_TIMEOUT",
            "ntfy REMINDER nightly still fails, for 7 d: BOOT_TIMEOUT",
            "ntfy REMINDER nightly still fails, for 14 d: BOOT_TIMEOUT",
            "ntfy REMINDER nightly still fails, for 21 d: BOOT_TIMEOUT",
            "ntfy REMINDER nightly still fails, for 28 d: BOOT_TIMEOUT");
  }

  @Test
  void a_dead_channel_delays_nobody_and_its_loss_is_recorded_and_told_by_another() {
    channels.dead.add("slack");
    start();
    report(bad("nightly", 1, "slack", "ntfy"));
    environment.sleep(Duration.ofMinutes(1));
    report(bad("other", 2, "ntfy"));
    environment.sleep(Duration.ofMinutes(1));
    assertThat(channels.delivered)
        .containsExactly(
            "ntfy FAILURE nightly failed: BOOT_TIMEOUT", "ntfy FAILURE other failed: BOOT_TIMEOUT");

    environment.sleep(Duration.ofHours(3));
    assertThat(channels.lost)
        .containsExactly("slack nightly failed: BOOT_TIMEOUT: slack answers 503");
    assertThat(channels.delivered)
        .hasSize(3)
        .last()
        .asString()
        .startsWith("ntfy FAILURE Alert channel slack is not reached");
  }

  @Test
  void nobody_is_reminded_of_a_job_that_is_gone_paused_or_good_again() {
    start();
    for (String job : List.of("gone", "paused", "good", "broken")) {
      report(bad(job, 1, "ntfy"));
    }
    channels.standings.put("gone", new Standing(false, false, null));
    channels.standings.put("paused", new Standing(true, true, null));
    channels.standings.put(
        "good",
        new Standing(
            true, false, new Notice.Item("good", "good", null, "OK", "Fine.", "good-2", "run-2")));
    environment.sleep(Duration.ofHours(25));

    assertThat(channels.delivered.subList(4, channels.delivered.size()))
        .containsExactlyInAnyOrder(
            "ntfy REMINDER broken still fails, for 1 d: BOOT_TIMEOUT",
            "ntfy RECOVERY good is good again");
    channels.standings.clear();
    environment.sleep(Duration.ofDays(2));
    assertThat(channels.delivered.subList(6, channels.delivered.size()))
        .containsExactlyInAnyOrder(
            "ntfy REMINDER broken still fails, for 3 d: BOOT_TIMEOUT",
            "ntfy REMINDER paused still fails, for 3 d: BOOT_TIMEOUT");
  }

  @Test
  void continuing_as_new_loses_no_notice_and_tells_none_twice() throws Exception {
    channels.dead.add("slack");
    try (DevServer server =
        DevServer.start("--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=100")) {
      WorkerFactory factory = WorkerFactory.newInstance(server.client());
      register(factory.newWorker(Queues.RUN));
      factory.start();
      // What they were told a minute ago is ready to be told now.
      Inbox past = new Inbox(Inbox.State.empty(ScriptedChannels.OWNER));
      Instant minuteAgo = Instant.now().minusSeconds(60);
      past.take(bad("job-0", 0, "slack"), minuteAgo);
      List<String> expected = new ArrayList<>();
      for (int job = 1; job < 8; job++) {
        past.take(bad("job-" + job, job, "ntfy"), minuteAgo);
        expected.add("ntfy FAILURE job-" + job + " failed: BOOT_TIMEOUT");
      }
      WorkflowStub inbox =
          ScriptedChannels.report(server.client(), bad("job-1", 8, "ntfy"), past.state());
      String firstRun = inbox.describe().getExecution().getRunId();
      for (int number = 9; number <= 48; number++) {
        ScriptedChannels.report(server.client(), bad("job-" + (1 + number % 7), number, "ntfy"));
      }
      while (channels.delivered.size() < 7) {
        channels.next();
      }
      channels.dead.clear();
      while (channels.delivered.size() < 8) {
        channels.next();
      }

      expected.add("slack FAILURE job-0 failed: BOOT_TIMEOUT");
      assertThat(channels.delivered).containsExactlyInAnyOrderElementsOf(expected);
      String lastRun =
          server
              .client()
              .newUntypedWorkflowStub(Queues.alertInbox(ScriptedChannels.OWNER))
              .describe()
              .getExecution()
              .getRunId();
      assertThat(lastRun).isNotEqualTo(firstRun);
      factory.shutdownNow();
      factory.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void twenty_four_failures_of_one_cause_are_one_message_of_each_channel() {
    start();
    for (int job = 0; job < 24; job++) {
      Report one = bad("job-" + job, job);
      report(Report.bad(one.item(), one.remedy(), "provider openai", null).among(one.known()));
      environment.sleep(Duration.ofSeconds(2));
    }
    environment.sleep(Duration.ofMinutes(20));
    for (int job = 0; job < 24; job++) {
      report(good("job-" + job, 100 + job));
    }
    environment.sleep(Duration.ofHours(2));

    assertThat(channels.delivered)
        .containsExactlyInAnyOrder(
            "slack DIGEST 24 jobs failed with one cause: BOOT_TIMEOUT (provider openai)",
            "ntfy DIGEST 24 jobs failed with one cause: BOOT_TIMEOUT (provider openai)",
            "slack RECOVERY 24 jobs are good again",
            "ntfy RECOVERY 24 jobs are good again");
  }

  private void start() {
    register(environment.newWorker(Queues.RUN));
    environment.start();
  }

  private void register(Worker worker) {
    worker.registerWorkflowImplementationTypes(AlertInboxImpl.class);
    worker.registerActivitiesImplementations(channels);
  }

  private void report(Report report) {
    ScriptedChannels.report(environment.getWorkflowClient(), report);
  }
}
