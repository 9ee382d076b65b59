package dev.reveille.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.ScheduleRule.Dst;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.schedule.DueTimes;
import dev.reveille.starter.failure.AlreadyRunning;
import dev.reveille.starter.failure.AnotherOwner;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.NoSuchJob;
import dev.reveille.starter.failure.NoSuchRun;
import dev.reveille.starter.schedule.ApplyReport;
import dev.reveille.starter.schedule.JobSchedules;
import dev.reveille.starter.schedule.NextTime;
import dev.reveille.starter.schedule.ScheduleApply;
import dev.reveille.starter.testing.Deadline;
import dev.reveille.starter.testing.Jobs;
import dev.reveille.starter.testing.ScriptedJobRun;
import dev.reveille.workflows.Queues;
import dev.reveille.workflows.testing.DevServer;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReveilleClientTest {
  private static final Stagger NONE = Stagger.jitter(Duration.ZERO);
  private static final ScheduleRule DAILY = Jobs.cron("0 22 * * *", NONE);
  private static DevServer server;
  private static WorkerFactory workers;
  private static ReveilleClient client;
  private static ScheduleApply apply;

  @BeforeAll
  static void startServerAndWorker() {
    server = DevServer.start();
    workers = WorkerFactory.newInstance(server.client());
    workers.newWorker(Queues.RUN).registerWorkflowImplementationTypes(ScriptedJobRun.class);
    workers.start();
    client = ReveilleClient.of(server.stubs(), server.namespace(), Jobs.OWNER);
    apply = ScheduleApply.on(server.stubs(), server.namespace());
  }

  @AfterAll
  static void stopServerAndWorker() {
    workers.shutdownNow();
    server.close();
  }

  @Test
  void a_started_run_says_that_it_was_started_by_hand() {
    schedule("by-hand", DAILY, Overlap.SKIP, "");
    RunKey run = client.start("by-hand");
    assertThat(run.workflowId()).matches("by-hand-manual-\\d{8}T\\d{9}-[0-9a-f]{4}");
    RunEnd end = client.await(run);
    assertThat(end.green()).isTrue();
    assertThat(end.message()).startsWith("manual ");
  }

  @Test
  void a_paused_job_can_be_started_and_with_another_definition() {
    schedule("paused", DAILY, Overlap.SKIP, "");
    client.pause("paused", "");
    RunEnd end =
        client.await(
            client.start(
                Jobs.command("paused", DAILY, Overlap.SKIP, Jobs.OWNER, ScriptedJobRun.FAILS)));
    assertThat(end.green()).isFalse();
    assertThat(end.verdict()).isEqualTo("BOOT_TIMEOUT");
    assertThat(end.message()).isEqualTo("session hung for 60 s");
    client.resume("paused");
  }

  @Test
  void skip_refuses_while_a_run_is_under_way_and_names_it() {
    schedule("skips", DAILY, Overlap.SKIP, ScriptedJobRun.HANGS);
    RunKey first = client.start("skips");
    Deadline.await(() -> refusedFor("skips", first));
    assertThat(client.cancel(first)).isTrue();
    assertThat(client.await(first).verdict()).isEqualTo("CANCELLED");
    assertThat(client.cancel(first.workflowId())).isFalse();
  }

  @Test
  void a_run_the_schedule_itself_started_is_in_the_way_at_once() {
    schedule("ticks", Jobs.cron("* * * * * * *", NONE), Overlap.SKIP, ScriptedJobRun.HANGS);
    Deadline.await(() -> !running("ticks").isEmpty());
    RunKey ticked = running("ticks").get(0);
    client.pause("ticks", "enough");
    assertThat(catchThrowableOfType(AlreadyRunning.class, () -> client.start("ticks")).run())
        .isEqualTo(ticked);
    client.cancel(ticked);
  }

  @Test
  void cancel_other_and_terminate_other_make_room() {
    for (Overlap overlap : List.of(Overlap.CANCEL_OTHER, Overlap.TERMINATE_OTHER)) {
      String job = overlap.word().toLowerCase(Locale.ROOT);
      schedule(job, DAILY, overlap, ScriptedJobRun.HANGS);
      RunKey first = client.start(job);
      Deadline.await(() -> running(job).contains(first));
      RunKey second = client.start(job);
      assertThat(client.await(first).verdict())
          .isEqualTo(overlap == Overlap.CANCEL_OTHER ? "CANCELLED" : "TERMINATED");
      client.cancel(second);
    }
  }

  @Test
  void buffered_starts_wait_their_turn() throws Exception {
    schedule("waits", DAILY, Overlap.BUFFER_ALL, ScriptedJobRun.HANGS);
    RunKey first = client.start("waits");
    Deadline.await(() -> running("waits").contains(first));
    List<RunKey> second = new ArrayList<>();
    Thread waiting = new Thread(() -> second.add(client.start("waits")));
    waiting.start();
    waiting.join(300);
    assertThat(waiting.isAlive()).isTrue();
    client.cancel(first);
    waiting.join(20_000);
    assertThat(second).singleElement().isNotEqualTo(first);
    client.cancel(second.get(0));
  }

  @Test
  void a_backfill_runs_each_past_slot_once_in_order_under_the_slots_own_id() {
    schedule("filled", Jobs.cron("30 1 * * *", NONE), Overlap.SKIP, "");
    ScheduleRule rule = Jobs.cron("30 1 * * *", NONE);
    Instant now = Instant.now();
    List<Instant> due = DueTimes.of(rule).between(now.minus(Duration.ofDays(3)), now);
    List<BackfilledSlot> seen = new ArrayList<>();
    List<BackfilledSlot> slots =
        client.backfill("filled", due.get(0), now.plus(Duration.ofDays(9)), seen::add);
    assertThat(slots).isEqualTo(seen).allMatch(BackfilledSlot::started);
    assertThat(slots).extracting(BackfilledSlot::due).isEqualTo(due);
    assertThat(slots.get(0).workflowId()).isEqualTo("filled-" + due.get(0));
    assertThat(client.await(new RunKey(slots.get(0).workflowId(), "")).message())
        .isEqualTo("backfill " + due.get(0) + " filled-" + due.get(0));
    assertThat(client.backfill("filled", due.get(0), now, slot -> {}))
        .noneMatch(BackfilledSlot::started);
  }

  @Test
  void a_failed_slot_can_be_filled_again() {
    schedule("redone", DAILY, Overlap.ALLOW_ALL, ScriptedJobRun.FAILS);
    Instant now = Instant.now();
    Instant yesterday = now.minus(Duration.ofDays(1));
    String id = client.backfill("redone", yesterday, now, slot -> {}).get(0).workflowId();
    assertThat(client.await(new RunKey(id, "")).verdict()).isEqualTo("BOOT_TIMEOUT");
    assertThat(client.backfill("redone", yesterday, now, slot -> {}))
        .singleElement()
        .matches(BackfilledSlot::started);
  }

  @Test
  void too_long_a_backfill_is_refused() {
    schedule("busy", Jobs.cron("* * * * *", NONE), Overlap.SKIP, "");
    client.pause("busy", "");
    Instant now = Instant.now();
    assertThatThrownBy(
            () -> client.backfill("busy", now.minus(Duration.ofDays(3)), now, slot -> {}))
        .hasMessageContaining("more than 1000 times");
  }

  @Test
  void next_shows_due_times_without_offset_and_hides_folds() {
    ScheduleRule rule =
        ScheduleRule.cron("30 2 * * *", ZoneId.of("Europe/Berlin"), Stagger.AUTO, Dst.ONCE);
    apply.apply(
        List.of(
            Jobs.enabled(Jobs.command("first", rule, Overlap.SKIP)),
            Jobs.enabled(Jobs.command("second", rule, Overlap.SKIP))),
        Jobs.OWNER,
        false);
    List<NextTime> next = client.next("second", 400);
    Instant after = next.get(0).due().minusSeconds(1);
    assertThat(next).extracting(NextTime::due).isEqualTo(DueTimes.of(rule).next(after, 400));
    assertThat(next)
        .allSatisfy(time -> assertThat(time.promised()).isEqualTo(time.due().plusSeconds(5)));
    assertThat(client.next("first", 3)).isEqualTo(client.next("first", 400).subList(0, 3));
  }

  @Test
  void an_unknown_job_is_named_with_its_nearest_neighbour() {
    schedule("nightly-optimizer", DAILY, Overlap.SKIP, "");
    Deadline.await(
        () ->
            catchThrowableOfType(NoSuchJob.class, () -> client.start("nightly-optimiser"))
                .nearest()
                .isPresent());
    assertThatThrownBy(() -> client.start("nightly-optimiser"))
        .hasMessageContaining("did you mean 'nightly-optimizer'?");
  }

  @Test
  void anothers_job_is_refused() {
    schedule("ours", DAILY, Overlap.SKIP, "");
    ReveilleClient other = ReveilleClient.of(server.stubs(), server.namespace(), "day-desk");
    assertThatThrownBy(() -> other.pause("ours", ""))
        .isInstanceOf(AnotherOwner.class)
        .hasMessageContaining("belongs to owner 'night-desk', not to 'day-desk'");
  }

  @Test
  void an_unknown_run_and_an_unknown_namespace_are_said() {
    assertThatThrownBy(() -> client.cancel("never-was")).isInstanceOf(NoSuchRun.class);
    assertThatThrownBy(() -> client.await(new RunKey("never-was", "")))
        .isInstanceOf(NoSuchRun.class);
    assertThatThrownBy(() -> ReveilleClient.of(server.stubs(), "nowhere", null).start("a"))
        .isInstanceOf(NoServer.class)
        .hasMessageContaining("no namespace 'nowhere'");
  }

  @Test
  void no_server_is_said() {
    WorkflowServiceStubs nowhere =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:1")
                .setRpcTimeout(Duration.ofSeconds(1))
                .build());
    try {
      assertThatThrownBy(() -> ReveilleClient.of(nowhere, "default", null).schedules(null))
          .isInstanceOf(NoServer.class)
          .hasMessageContaining("reveille up");
    } finally {
      nowhere.shutdownNow();
    }
  }

  private static boolean refusedFor(String job, RunKey run) {
    try {
      client.cancel(client.start(job));
      return false;
    } catch (AlreadyRunning e) {
      return e.run().equals(run);
    }
  }

  private static List<RunKey> running(String job) {
    return new Runs(server.client())
        .underWay(
            job,
            new JobSchedules(server.stubs(), server.namespace(), null, Clock.systemUTC())
                .held(job));
  }

  private static void schedule(String job, ScheduleRule rule, Overlap overlap, String script) {
    ApplyReport report =
        apply.apply(
            List.of(Jobs.enabled(Jobs.command(job, rule, overlap, Jobs.OWNER, script))),
            Jobs.OWNER,
            false);
    assertThat(report.count(ApplyReport.Outcome.CREATED)).isEqualTo(1);
  }
}
