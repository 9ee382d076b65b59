package dev.reveille.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.ScheduleRule.Dst;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.schedule.DueTimes;
import dev.reveille.starter.failure.AlreadyRunning;
import dev.reveille.starter.failure.AnotherOwner;
import dev.reveille.starter.failure.Interrupted;
import dev.reveille.starter.failure.JobPaused;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.NoSuchJob;
import dev.reveille.starter.failure.NoSuchRun;
import dev.reveille.starter.failure.WaitTimedOut;
import dev.reveille.starter.schedule.ApplyReport;
import dev.reveille.starter.schedule.JobSchedules;
import dev.reveille.starter.schedule.NextTime;
import dev.reveille.starter.testing.Deadline;
import dev.reveille.starter.testing.SampleJobs;
import dev.reveille.starter.testing.ScriptedJobRun;
import dev.reveille.workflows.Queues;
import dev.reveille.workflows.testing.DevServer;
import io.temporal.client.WorkflowClient;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReveilleClientTest {
  private static final Stagger NONE = Stagger.jitter(Duration.ZERO);
  private static final ScheduleRule DAILY = SampleJobs.cron("0 22 * * *", NONE);
  private static DevServer server;
  private static WorkerFactory workers;
  private static ReveilleClient client;
  private static Jobs jobs;

  @BeforeAll
  static void startServerAndWorker() {
    server = DevServer.start();
    workers = WorkerFactory.newInstance(server.client());
    workers.newWorker(Queues.RUN).registerWorkflowImplementationTypes(ScriptedJobRun.class);
    workers.start();
    client = ReveilleClient.of(server.stubs(), server.namespace(), SampleJobs.OWNER);
    jobs = client.jobs();
  }

  @AfterAll
  static void stopServerAndWorker() {
    workers.shutdownNow();
    server.close();
  }

  @Test
  void a_good_run_gives_what_is_proven_of_it() {
    schedule("by-hand", DAILY, Overlap.SKIP, "");
    RunHandle handle = jobs.start("by-hand");
    assertThat(handle.run().workflowId()).matches("by-hand-manual-\\d{8}T\\d{9}-[0-9a-f]{4}");
    RunResult result = handle.await();
    assertThat(result.ending()).isEqualTo(RunResult.Ending.SUCCEEDED);
    assertThat(result.verdict()).isEqualTo("OK");
    assertThat(result.message()).startsWith("manual ");
    assertThat(result.job()).isEqualTo("by-hand");
    assertThat(result.evidence().boot()).isEqualTo(Duration.ofMillis(812));
    assertThat(result.evidence().execute()).isEqualTo(Duration.ofMillis(5120));
    assertThat(result.evidence().answered()).containsExactly("gpt-5.4-nano-2026-03-05");
    assertThat(result.evidence().model()).isEqualTo(ScriptedJobRun.WORK);
    assertThat(result.findings()).containsExactly(ScriptedJobRun.FINDING);
    assertThat(result.output()).isEqualTo(ScriptedJobRun.OUTPUT);
    assertThat(handle.ended()).isTrue();
    assertThat(jobs.start("by-hand", StartOptions.USUAL.withoutOutput()).await().output()).isNull();
  }

  @Test
  void a_paused_job_can_be_started_with_another_definition_and_its_failure_has_a_type() {
    schedule("paused", DAILY, Overlap.SKIP, "");
    jobs.pause("paused", "not now");
    RunHandle handle =
        jobs.start(
            SampleJobs.command(
                "paused", DAILY, Overlap.SKIP, SampleJobs.OWNER, ScriptedJobRun.FAILS),
            StartOptions.USUAL);
    RunFailed failed = catchThrowableOfType(RunFailed.class, handle::await);
    assertThat(failed.type()).isEqualTo(FailureType.BOOT_TIMEOUT);
    assertThat(failed.remedy()).isEqualTo(FailureType.BOOT_TIMEOUT.remedy());
    assertThat(failed)
        .hasMessage(
            "run "
                + handle.run().workflowId()
                + " of job paused ended as BOOT_TIMEOUT: session hung for 60 s");
    assertThat(failed.result().evidence().model()).isEqualTo(ScriptedJobRun.WORK);
    assertThat(failed.result().findings()).containsExactly(ScriptedJobRun.FINDING);
    assertThatThrownBy(() -> jobs.start("paused", StartOptions.USUAL.unlessPaused()))
        .isInstanceOf(JobPaused.class)
        .hasMessageContaining("job paused is paused (paused by command: not now)");
    jobs.resume("paused");
  }

  @Test
  void a_future_completes_with_the_result_or_with_what_await_throws() throws Exception {
    schedule("later", DAILY, Overlap.ALLOW_ALL, "");
    assertThat(jobs.start("later").future().get(20, TimeUnit.SECONDS).good()).isTrue();
    schedule("later-red", DAILY, Overlap.ALLOW_ALL, ScriptedJobRun.FAILS);
    CompletableFuture<RunResult> red = jobs.start("later-red").future();
    AtomicReference<Throwable> seen = new AtomicReference<>();
    red.handle(
            (result, error) -> {
              seen.set(error);
              return true;
            })
        .get(20, TimeUnit.SECONDS);
    assertThat(seen.get()).isInstanceOf(RunFailed.class);
  }

  @Test
  void a_wait_that_is_too_short_or_interrupted_leaves_the_run_alone_to_be_attached_to() {
    schedule("slow", DAILY, Overlap.SKIP, ScriptedJobRun.HANGS);
    RunHandle handle = jobs.start("slow");
    WaitTimedOut tooShort =
        catchThrowableOfType(WaitTimedOut.class, () -> handle.await(Duration.ofMillis(300)));
    assertThat(tooShort.run()).isEqualTo(handle.run());
    Thread.currentThread().interrupt();
    assertThatThrownBy(handle::await).isInstanceOf(Interrupted.class);
    assertThat(Thread.interrupted()).isTrue();

    RunHandle again = client.runs().attach(handle.run().workflowId());
    assertThat(again.run()).isEqualTo(handle.run());
    assertThat(again.job()).isEqualTo("slow");
    assertThat(again.ended()).isFalse();
    CompletableFuture<RunResult> future = again.future();
    assertThat(again.cancel()).isTrue();
    assertThatThrownBy(handle::await)
        .isInstanceOf(RunCancelled.class)
        .hasMessageContaining("ended as CANCELLED");
    assertThatThrownBy(future::join).hasCauseInstanceOf(RunCancelled.class);
    assertThat(again.cancel()).isFalse();
  }

  @Test
  void a_start_with_a_key_starts_once() {
    schedule("keyed", DAILY, Overlap.SKIP, ScriptedJobRun.HANGS);
    StartOptions order = StartOptions.USUAL.keyed("order-4711");
    RunHandle first = jobs.start("keyed", order);
    assertThat(first.run().workflowId()).isEqualTo("keyed-manual-order-4711");
    assertThat(jobs.start("keyed", order).run()).isEqualTo(first.run());
    first.cancel();
    assertThat(first.end().ending()).isEqualTo(RunResult.Ending.CANCELLED);
    assertThat(jobs.start("keyed", order).run()).isEqualTo(first.run());
    assertThatThrownBy(() -> StartOptions.USUAL.keyed("a/b"))
        .hasMessageContaining("expected: [A-Za-z0-9._-]{1,100}");
  }

  @Test
  void skip_refuses_while_a_run_is_under_way_and_names_it() {
    schedule("skips", DAILY, Overlap.SKIP, ScriptedJobRun.HANGS);
    RunHandle first = jobs.start("skips");
    Deadline.await(() -> refusedFor("skips", first.run()));
    assertThat(first.cancel()).isTrue();
    assertThat(first.end().verdict()).isEqualTo("CANCELLED");
    assertThat(first.cancel()).isFalse();
  }

  @Test
  void a_run_the_schedule_itself_started_is_in_the_way_at_once() {
    schedule("ticks", SampleJobs.cron("* * * * * * *", NONE), Overlap.SKIP, ScriptedJobRun.HANGS);
    Deadline.await(() -> !running("ticks").isEmpty());
    RunKey ticked = running("ticks").get(0);
    jobs.pause("ticks", "enough");
    assertThat(catchThrowableOfType(AlreadyRunning.class, () -> jobs.start("ticks")).run())
        .isEqualTo(ticked);
    client.runs().attach(ticked).cancel();
  }

  @Test
  void cancel_other_and_terminate_other_make_room() {
    for (Overlap overlap : List.of(Overlap.CANCEL_OTHER, Overlap.TERMINATE_OTHER)) {
      String job = overlap.word().toLowerCase(Locale.ROOT);
      schedule(job, DAILY, overlap, ScriptedJobRun.HANGS);
      RunHandle first = jobs.start(job);
      Deadline.await(() -> running(job).contains(first.run()));
      RunHandle second = jobs.start(job);
      assertThatThrownBy(first::await)
          .isInstanceOf(overlap == Overlap.CANCEL_OTHER ? RunCancelled.class : RunTerminated.class);
      second.cancel();
    }
  }

  @Test
  void buffered_starts_wait_their_turn_as_long_as_their_patience() throws Exception {
    schedule("waits", DAILY, Overlap.BUFFER_ALL, ScriptedJobRun.HANGS);
    RunHandle first = jobs.start("waits");
    Deadline.await(() -> running("waits").contains(first.run()));
    StartOptions hasty = StartOptions.USUAL.waitingAtMost(Duration.ofMillis(300));
    assertThatThrownBy(() -> jobs.start("waits", hasty))
        .isInstanceOf(AlreadyRunning.class)
        .hasMessageContaining("its overlap is bufferAll");
    List<RunHandle> second = new ArrayList<>();
    Thread waiting = new Thread(() -> second.add(jobs.start("waits")));
    waiting.start();
    waiting.join(300);
    assertThat(waiting.isAlive()).isTrue();
    first.cancel();
    waiting.join(20_000);
    assertThat(second).singleElement().isNotEqualTo(first);
    second.get(0).cancel();
  }

  @Test
  void a_backfill_runs_each_past_slot_once_in_order_under_the_slots_own_id() {
    schedule("filled", SampleJobs.cron("30 1 * * *", NONE), Overlap.SKIP, "");
    ScheduleRule rule = SampleJobs.cron("30 1 * * *", NONE);
    Instant now = Instant.now();
    List<Instant> due = DueTimes.of(rule).between(now.minus(Duration.ofDays(3)), now);
    List<BackfilledSlot> seen = new ArrayList<>();
    List<BackfilledSlot> slots =
        jobs.backfill("filled", due.get(0), now.plus(Duration.ofDays(9)), seen::add);
    assertThat(slots).isEqualTo(seen).allMatch(BackfilledSlot::started);
    assertThat(slots).extracting(BackfilledSlot::due).isEqualTo(due);
    assertThat(slots.get(0).workflowId()).isEqualTo("filled-" + due.get(0));
    assertThat(client.runs().attach(slots.get(0).workflowId()).await().message())
        .isEqualTo("backfill " + due.get(0) + " filled-" + due.get(0));
    assertThat(jobs.backfill("filled", due.get(0), now, slot -> {}))
        .noneMatch(BackfilledSlot::started);
  }

  @Test
  void a_failed_slot_can_be_filled_again() {
    schedule("redone", DAILY, Overlap.ALLOW_ALL, ScriptedJobRun.FAILS);
    Instant now = Instant.now();
    Instant yesterday = now.minus(Duration.ofDays(1));
    String id = jobs.backfill("redone", yesterday, now, slot -> {}).get(0).workflowId();
    assertThat(client.runs().attach(id).end().verdict()).isEqualTo("BOOT_TIMEOUT");
    assertThat(jobs.backfill("redone", yesterday, now, slot -> {}))
        .singleElement()
        .matches(BackfilledSlot::started);
  }

  @Test
  void too_long_a_backfill_is_refused() {
    schedule("busy", SampleJobs.cron("* * * * *", NONE), Overlap.SKIP, "");
    jobs.pause("busy", "");
    Instant now = Instant.now();
    assertThatThrownBy(() -> jobs.backfill("busy", now.minus(Duration.ofDays(3)), now, slot -> {}))
        .hasMessageContaining("more than 1000 times");
  }

  @Test
  void next_shows_due_times_without_offset_and_hides_folds() {
    ScheduleRule rule =
        ScheduleRule.cron("30 2 * * *", ZoneId.of("Europe/Berlin"), Stagger.AUTO, Dst.ONCE);
    jobs.apply(
        List.of(
            SampleJobs.enabled(SampleJobs.command("first", rule, Overlap.SKIP)),
            SampleJobs.enabled(SampleJobs.command("second", rule, Overlap.SKIP))),
        SampleJobs.OWNER,
        false);
    List<NextTime> next = jobs.next("second", 400);
    Instant after = next.get(0).due().minusSeconds(1);
    assertThat(next).extracting(NextTime::due).isEqualTo(DueTimes.of(rule).next(after, 400));
    assertThat(next)
        .allSatisfy(time -> assertThat(time.promised()).isEqualTo(time.due().plusSeconds(5)));
    assertThat(jobs.next("first", 3)).isEqualTo(jobs.next("first", 400).subList(0, 3));
  }

  @Test
  void an_unknown_job_is_named_with_its_nearest_neighbour() {
    schedule("nightly-optimizer", DAILY, Overlap.SKIP, "");
    Deadline.await(
        () ->
            catchThrowableOfType(NoSuchJob.class, () -> jobs.start("nightly-optimiser"))
                .nearest()
                .isPresent());
    assertThatThrownBy(() -> jobs.start("nightly-optimiser"))
        .hasMessageContaining("did you mean 'nightly-optimizer'?");
  }

  @Test
  void anothers_job_is_refused() {
    schedule("ours", DAILY, Overlap.SKIP, "");
    ReveilleClient other = ReveilleClient.of(server.stubs(), server.namespace(), "day-desk");
    assertThatThrownBy(() -> other.jobs().pause("ours", ""))
        .isInstanceOf(AnotherOwner.class)
        .hasMessageContaining("belongs to owner 'night-desk', not to 'day-desk'");
  }

  @Test
  void an_unknown_run_and_an_unknown_namespace_are_said() {
    assertThatThrownBy(() -> client.runs().attach("never-was")).isInstanceOf(NoSuchRun.class);
    RunHandle never =
        new RunHandle(new ServerRuns(server.client()), new RunKey("never-was", ""), "a");
    assertThatThrownBy(never::await).isInstanceOf(NoSuchRun.class);
    assertThatThrownBy(never::cancel).isInstanceOf(NoSuchRun.class);
    assertThatThrownBy(() -> ReveilleClient.of(server.stubs(), "nowhere", null).jobs().start("a"))
        .isInstanceOf(NoServer.class)
        .hasMessageContaining("no namespace 'nowhere'");
  }

  @Test
  void no_server_is_said() {
    WorkflowServiceStubs nobody =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:1")
                .setRpcTimeout(Duration.ofSeconds(1))
                .build());
    try {
      ReveilleClient nowhere = ReveilleClient.of(nobody, "default", null);
      assertThatThrownBy(() -> nowhere.jobs().scheduled(null))
          .isInstanceOf(NoServer.class)
          .hasMessageContaining("Connection refused")
          .hasMessageContaining("reveille up");
      RunHandle lost = new RunHandle(serverRuns(nobody), new RunKey("a-1", "r"), "a");
      assertThatThrownBy(() -> lost.await(Duration.ofMillis(100))).isInstanceOf(NoServer.class);
    } finally {
      nobody.shutdownNow();
    }
  }

  @Test
  void an_interrupted_call_says_so_and_keeps_the_flag() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> jobs.next("any", 1)).isInstanceOf(Interrupted.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static ServerRuns serverRuns(WorkflowServiceStubs stubs) {
    return new ServerRuns(WorkflowClient.newInstance(stubs));
  }

  private static boolean refusedFor(String job, RunKey run) {
    try {
      jobs.start(job).cancel();
      return false;
    } catch (AlreadyRunning e) {
      return e.run().equals(run);
    }
  }

  private static List<RunKey> running(String job) {
    return new ServerRuns(server.client())
        .underWay(
            job,
            new JobSchedules(server.stubs(), server.namespace(), null, Clock.systemUTC())
                .held(job));
  }

  private static void schedule(String job, ScheduleRule rule, Overlap overlap, String script) {
    ApplyReport report =
        jobs.apply(
            List.of(
                SampleJobs.enabled(
                    SampleJobs.command(job, rule, overlap, SampleJobs.OWNER, script))),
            SampleJobs.OWNER,
            false);
    assertThat(report.count(ApplyReport.Outcome.CREATED)).isEqualTo(1);
  }
}
