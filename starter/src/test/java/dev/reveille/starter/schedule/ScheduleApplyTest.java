package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.starter.ReveilleClient;
import dev.reveille.starter.schedule.ApplyReport.Outcome;
import dev.reveille.starter.testing.Deadline;
import dev.reveille.starter.testing.Jobs;
import dev.reveille.workflows.JobRun;
import dev.reveille.workflows.Queues;
import dev.reveille.workflows.testing.DevServer;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScheduleApplyTest {
  private static final AtomicInteger OWNERS = new AtomicInteger();
  private static DevServer server;
  private static ScheduleClient client;
  private static ScheduleApply apply;

  /** Each test has its own folder. */
  private final String owner = "owner-" + OWNERS.incrementAndGet();

  @BeforeAll
  static void startServer() {
    server = DevServer.start();
    client = ScheduleApply.scheduleClient(server.stubs(), server.namespace());
    apply = ScheduleApply.on(server.stubs(), server.namespace());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void a_job_becomes_a_schedule_that_reads_well_in_the_web_ui() {
    assertThat(apply(daily("nightly"))).containsEntry(id("nightly"), Outcome.CREATED);
    ScheduleDescription described = describe("nightly");
    ScheduleActionStartWorkflow action =
        (ScheduleActionStartWorkflow) described.getSchedule().getAction();
    assertThat(action.getWorkflowType()).isEqualTo(JobRun.TYPE);
    assertThat(action.getOptions().getTaskQueue()).isEqualTo(Queues.RUN);
    assertThat(action.getOptions().getWorkflowId()).isEqualTo(id("nightly"));
    assertThat(action.getOptions().getStaticSummary())
        .isEqualTo("Job " + id("nightly") + ": command true");
    assertThat(action.getOptions().getStaticDetails())
        .contains("`0 22 * * *` in America/Los_Angeles", "Execute limit**: 15m", "owner " + owner);
    assertThat(input(described).definition()).isEqualTo(daily("nightly").definition());
    assertThat(described.getSchedule().getPolicy().getCatchupWindow())
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void applying_twice_writes_nothing() {
    List<PlannedJob> jobs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      jobs.add(auto("twice-" + i, "30 1 * * *"));
    }
    apply(jobs, false);
    Map<String, String> before = tokens(jobs);
    assertThat(apply(jobs, true).values()).containsOnly(Outcome.UNCHANGED);
    assertThat(tokens(jobs)).isEqualTo(before);
  }

  @Test
  void an_edit_keeps_a_pause_by_command_its_note_and_what_others_set() {
    apply(daily("kept"));
    reveille().pause(id("kept"), "until Monday");
    client
        .getHandle(Queues.schedule(id("kept")))
        .update(
            input -> {
              Schedule schedule = input.getDescription().getSchedule();
              return new ScheduleUpdate(
                  Schedule.newBuilder(schedule)
                      .setPolicy(
                          SchedulePolicy.newBuilder(schedule.getPolicy())
                              .setPauseOnFailure(true)
                              .build())
                      .build());
            });
    assertThat(apply(cron("kept", "5 23 * * *"))).containsEntry(id("kept"), Outcome.UPDATED);
    ScheduleDescription described = describe("kept");
    assertThat(described.getSchedule().getState().isPaused()).isTrue();
    assertThat(described.getSchedule().getState().getNote())
        .isEqualTo("paused by command: until Monday");
    assertThat(described.getSchedule().getPolicy().isPauseOnFailure()).isTrue();
    assertThat(input(described).definition().schedule().expr()).isEqualTo("5 23 * * *");
  }

  @Test
  void enabled_false_pauses_and_enabling_resumes_only_that_pause() {
    PlannedJob job = daily("switch");
    apply(job);
    assertThat(settled(Jobs.disabled(job))).containsEntry(id("switch"), Outcome.PAUSED);
    assertThat(describe("switch").getSchedule().getState().getNote())
        .isEqualTo("paused by its job file (enabled: false)");
    assertThat(settled(job)).containsEntry(id("switch"), Outcome.RESUMED);
    assertThat(describe("switch").getSchedule().getState().isPaused()).isFalse();
    reveille().pause(id("switch"), "");
    assertThat(settled(job)).containsEntry(id("switch"), Outcome.UNCHANGED);
    assertThat(describe("switch").getSchedule().getState().isPaused()).isTrue();
  }

  @Test
  void anothers_job_is_refused_even_before_the_list_shows_it() {
    apply(daily("mine"));
    JobDefinition same = daily("mine").definition();
    JobDefinition theirs =
        Jobs.command(same.id(), same.schedule(), Overlap.SKIP, "someone-else", "");
    ApplyReport report = apply.apply(List.of(Jobs.enabled(theirs)), "someone-else", true);
    assertThat(report.good()).isFalse();
    assertThat(report.results())
        .singleElement()
        .satisfies(result -> assertThat(result.outcome()).isEqualTo(Outcome.REFUSED))
        .satisfies(result -> assertThat(result.message()).contains("'" + owner + "'"));
    assertThat(describe("mine")).isNotNull();
  }

  @Test
  void a_foreign_schedule_of_that_name_is_left_alone() {
    client.createSchedule(
        Queues.schedule(id("foreign")),
        Schedule.newBuilder()
            .setAction(
                ScheduleActionStartWorkflow.newBuilder()
                    .setWorkflowType("Other")
                    .setOptions(
                        WorkflowOptions.newBuilder()
                            .setWorkflowId("other")
                            .setTaskQueue("other")
                            .build())
                    .build())
            .setSpec(
                ScheduleSpec.newBuilder()
                    .setIntervals(List.of(new ScheduleIntervalSpec(Duration.ofDays(9))))
                    .build())
            .build(),
        ScheduleOptions.newBuilder().build());
    assertThat(apply(daily("foreign"))).containsEntry(id("foreign"), Outcome.REFUSED);
  }

  @Test
  void one_failing_job_holds_up_no_other_and_says_why() {
    JobDefinition tooLarge =
        Jobs.command(
            id("large"),
            Jobs.cron("0 22 * * *", Stagger.AUTO),
            Overlap.SKIP,
            owner,
            "x".repeat(5_000_000));
    ApplyReport report = apply.apply(List.of(Jobs.enabled(tooLarge), daily("small")), owner, false);
    assertThat(report.count(Outcome.CREATED)).isEqualTo(1);
    assertThat(report.count(Outcome.FAILED)).isEqualTo(1);
    assertThat(report.results().get(0).text())
        .startsWith("failed " + id("large") + ": the server said: ");
  }

  @Test
  void pruning_deletes_what_no_file_names_any_more() {
    apply(List.of(daily("stays"), daily("goes")), false);
    awaitListed(2);
    assertThat(apply(List.of(daily("stays")), true))
        .containsEntry(id("goes"), Outcome.DELETED)
        .containsEntry(id("stays"), Outcome.UNCHANGED);
  }

  @Test
  void an_instant_is_limited_to_one_action_and_a_new_time_gives_it_another() {
    Instant at = Instant.now().plus(Duration.ofDays(2));
    apply(once("one", at));
    assertThat(describe("one").getSchedule().getState().getRemainingActions()).isEqualTo(1);
    assertThat(describe("one").getInfo().getNextActionTimes()).hasSize(1);
    apply(once("one", at.plusSeconds(3600)));
    assertThat(describe("one").getSchedule().getState().isLimitedAction()).isTrue();
    assertThat(describe("one").getSchedule().getState().getRemainingActions()).isEqualTo(1);
    apply(daily("one"));
    assertThat(describe("one").getSchedule().getState().isLimitedAction()).isFalse();
  }

  @Test
  void twenty_four_jobs_keep_their_offsets_when_a_twenty_fifth_comes() {
    List<PlannedJob> jobs = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      jobs.add(auto("crowd-%02d".formatted(i), "0 22 * * *"));
    }
    apply(jobs, false);
    Map<String, Long> before = offsets(jobs);
    List<Long> sorted = before.values().stream().sorted().toList();
    for (int i = 1; i < sorted.size(); i++) {
      assertThat(sorted.get(i) - sorted.get(i - 1)).isGreaterThanOrEqualTo(2_000);
    }
    jobs.add(auto("crowd-00a", "0 22 * * *"));
    apply(jobs, false);
    assertThat(offsets(jobs)).containsAllEntriesOf(before).hasSize(25);
  }

  @Test
  void the_promised_times_of_24_jobs_are_the_documented_hash() {
    List<PlannedJob> jobs = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      ScheduleRule rule = Jobs.cron("*/7 * * * *", Stagger.jitter(Duration.ofSeconds(5)));
      jobs.add(Jobs.enabled(Jobs.command(id("jitter-" + i), rule, Overlap.SKIP, owner, "")));
    }
    apply(jobs, false);
    String namespaceId =
        server
            .stubs()
            .blockingStub()
            .describeNamespace(
                DescribeNamespaceRequest.newBuilder().setNamespace(server.namespace()).build())
            .getNamespaceInfo()
            .getId();
    for (PlannedJob job : jobs) {
      String schedule = Queues.schedule(job.definition().id());
      PromisedTimes promised = new PromisedTimes(namespaceId, schedule, Duration.ofSeconds(5));
      ScheduleDescription described = client.getHandle(schedule).describe();
      List<NextTime> next =
          NextTimes.of(input(described), described.getInfo().getNextActionTimes());
      assertThat(next).hasSizeGreaterThanOrEqualTo(5);
      assertThat(next)
          .allSatisfy(time -> assertThat(promised.of(time.due(), null)).isEqualTo(time.promised()));
    }
  }

  @Test
  void many_jobs_cost_little_more_than_bare_schedules() throws Exception {
    int count = 200;
    List<PlannedJob> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      jobs.add(auto("mass-" + i, "0 3 * * " + i % 7));
    }
    long bare = time(() -> createBare(count));
    long ours = time(() -> assertThat(apply(jobs, false).values()).containsOnly(Outcome.CREATED));
    // The bench holds the goal of 1.2; this only catches what would make it absurd.
    assertThat((double) ours / bare).as("ours %d ns, bare %d ns", ours, bare).isLessThan(3);
  }

  private void createBare(int count) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> created = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = owner + "-bare-" + i;
      created.add(
          threads.submit(
              () ->
                  client.createSchedule(
                      id,
                      Schedule.newBuilder()
                          .setAction(
                              ScheduleActionStartWorkflow.newBuilder()
                                  .setWorkflowType("Bare")
                                  .setOptions(
                                      WorkflowOptions.newBuilder()
                                          .setWorkflowId(id)
                                          .setTaskQueue("bare")
                                          .build())
                                  .build())
                          .setSpec(
                              ScheduleSpec.newBuilder()
                                  .setCronExpressions(List.of("0 3 * * *"))
                                  .build())
                          .build(),
                      ScheduleOptions.newBuilder().build())));
    }
    for (Future<?> future : created) {
      future.get();
    }
    threads.shutdown();
  }

  private static long time(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private interface Work {
    void run() throws Exception;
  }

  private Map<String, Outcome> apply(PlannedJob job) {
    return apply(List.of(job), false);
  }

  private Map<String, Outcome> apply(List<PlannedJob> jobs, boolean prune) {
    Map<String, Outcome> outcomes = new HashMap<>();
    apply
        .apply(jobs, owner, prune)
        .results()
        .forEach(result -> outcomes.put(result.job(), result.outcome()));
    return outcomes;
  }

  /** Applies once the list shows what the server holds, as a later apply would find it. */
  private Map<String, Outcome> settled(PlannedJob job) {
    Schedule now =
        client.getHandle(Queues.schedule(job.definition().id())).describe().getSchedule();
    Deadline.await(
        () ->
            reveille().schedules(owner).stream()
                .anyMatch(
                    held ->
                        held.paused() == now.getState().isPaused()
                            && held.note().equals(note(now.getState().getNote()))));
    return apply(job);
  }

  private static String note(@Nullable String note) {
    return note == null ? "" : note;
  }

  private void awaitListed(int count) {
    Deadline.await(() -> reveille().schedules(owner).size() == count);
  }

  private ReveilleClient reveille() {
    return ReveilleClient.of(server.stubs(), server.namespace(), owner);
  }

  private Map<String, String> tokens(List<PlannedJob> jobs) {
    Map<String, String> tokens = new HashMap<>();
    for (PlannedJob job : jobs) {
      String id = Queues.schedule(job.definition().id());
      tokens.put(
          id,
          server
              .stubs()
              .blockingStub()
              .describeSchedule(
                  DescribeScheduleRequest.newBuilder()
                      .setNamespace(server.namespace())
                      .setScheduleId(id)
                      .build())
              .getConflictToken()
              .toString(StandardCharsets.ISO_8859_1));
    }
    return tokens;
  }

  private Map<String, Long> offsets(List<PlannedJob> jobs) {
    Map<String, Long> offsets = new HashMap<>();
    for (PlannedJob job : jobs) {
      String id = job.definition().id();
      ScheduleDescription described = client.getHandle(Queues.schedule(id)).describe();
      offsets.put(id, input(described).offsetMillis());
    }
    return offsets;
  }

  private ScheduleDescription describe(String job) {
    return client.getHandle(Queues.schedule(id(job))).describe();
  }

  private static JobRun.Input input(ScheduleDescription described) {
    return requireNonNull(ScheduleForm.input(described));
  }

  private String id(String job) {
    return job + "-" + owner;
  }

  private PlannedJob daily(String job) {
    return cron(job, "0 22 * * *");
  }

  private PlannedJob cron(String job, String expr) {
    ScheduleRule rule = Jobs.cron(expr, Stagger.jitter(Duration.ZERO));
    return Jobs.enabled(Jobs.command(id(job), rule, Overlap.SKIP, owner, ""));
  }

  private PlannedJob auto(String job, String expr) {
    ScheduleRule rule = Jobs.cron(expr, Stagger.AUTO);
    return Jobs.enabled(Jobs.command(id(job), rule, Overlap.SKIP, owner, ""));
  }

  private PlannedJob once(String job, Instant at) {
    return Jobs.enabled(Jobs.command(id(job), ScheduleRule.at(at), Overlap.SKIP, owner, ""));
  }
}
