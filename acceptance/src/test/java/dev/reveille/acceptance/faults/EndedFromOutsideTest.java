package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Temporal's own buttons do to a run: terminate, cancel, reset. */
class EndedFromOutsideTest {
  private static final Duration CLEARED = Duration.ofSeconds(15);
  private static final Duration GENEROUS = Duration.ofSeconds(45);
  private static final String FAMILY = "--children 1 --daemons 1 --ignore-sigterm ";

  @TempDir static Path root;

  private static Rig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.in(root);
    rig.folder
        .agent("ended-at-work", FAMILY + "--hang output", "")
        .agent("ended-in-boot", FAMILY + "--hang session/new", "boot: {timeout: 50s}\n")
        .agent("ended-bare", "--children 1 --hang output", "isolation: none\n")
        .agent("cancelled-at-work", FAMILY + "--ignore-cancel --hang output", "")
        .agent("cancelled-in-boot", FAMILY + "--hang session/new", "boot: {timeout: 50s}\n")
        .agent("done", "", "")
        .agent(
            "hung-once",
            "--hang session/new --slow-first 1 --count-file " + root.resolve("jobs/w/boots"),
            "workspace: w\nboot: {timeout: 4s, retry: {maxAttempts: 1}}\n")
        .write("w/.keep", "");
    rig.apply();
    rig.work();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void a_terminated_run_leaves_nothing_after_fifteen_seconds() {
    List<RunKey> atWork = started("ended-at-work", "ended-bare");
    List<RunKey> inBoot = started("ended-in-boot");
    atWork.forEach(run -> rig.awaitEvent(run, EventType.EFFECT));
    inBoot.forEach(EndedFromOutsideTest::awaitSession);
    List<String> jobs = List.of("ended-at-work", "ended-bare", "ended-in-boot");
    assertThat(jobs).allSatisfy(job -> assertThat(Orphans.of(job)).isNotEmpty());

    atWork.forEach(run -> rig.stub(run).terminate("enough of it"));
    inBoot.forEach(run -> rig.stub(run).terminate("enough of it"));

    awaitNothingLeft(jobs);
    for (RunKey run : List.of(atWork.get(0), atWork.get(1), inBoot.get(0))) {
      RunView view = rig.settled(run, CLEARED);
      assertThat(view.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(view.message()).contains("terminated").contains("enough of it");
      assertThat(view.events()).extracting("event").contains(EventType.TERMINATED);
    }
  }

  @Test
  void a_cancelled_run_closes_as_canceled_and_leaves_nothing() {
    RunKey atWork = rig.start("cancelled-at-work");
    RunKey inBoot = rig.start("cancelled-in-boot");
    rig.awaitEvent(atWork, EventType.EFFECT);
    awaitSession(inBoot);

    rig.stub(atWork).cancel("changed my mind");
    rig.stub(inBoot).cancel("changed my mind");

    awaitNothingLeft(List.of("cancelled-at-work", "cancelled-in-boot"));
    for (RunKey run : List.of(atWork, inBoot)) {
      RunView view = rig.settled(run, CLEARED);
      assertThat(view.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(view.verdict()).isEqualTo("CANCELLED");
      assertThat(view.message()).contains("changed my mind");
      Deadline.await(
          "the workflow to be closed as Canceled",
          CLEARED,
          () ->
              rig.stub(run).describe().getStatus()
                  == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    }
  }

  @Test
  void a_reset_past_an_effect_is_refused_and_says_to_start_anew() {
    RunKey first = rig.start("done");
    assertThat(rig.settled(first, GENEROUS).verdict()).isEqualTo("OK");
    long prompts = prompts("done");
    assertThat(prompts).isPositive();

    RunView again = rig.settled(reset(first), GENEROUS);

    assertThat(again.status()).isEqualTo(RunStatus.FAILED);
    assertThat(again.message()).contains("reset").contains("reveille start done");
    assertThat(again.events()).extracting("event").doesNotContain(EventType.EXECUTE_STARTED);
    assertThat(prompts("done")).isEqualTo(prompts);
  }

  @Test
  void a_reset_run_that_had_done_nothing_boots_again() {
    RunKey first = rig.start("hung-once");
    assertThat(rig.settled(first, GENEROUS).verdict()).isEqualTo("BOOT_TIMEOUT");

    RunView again = rig.settled(reset(first), GENEROUS);

    assertThat(again.verdict()).as(again.message()).isEqualTo("OK");
    assertThat(prompts("hung-once")).isEqualTo(1);
  }

  private static List<RunKey> started(String... jobs) {
    return List.of(jobs).stream().map(job -> rig.start(job)).toList();
  }

  private static void awaitSession(RunKey run) {
    Deadline.await(
        () -> run + " to hang in its session: " + rig.view(run),
        GENEROUS,
        () ->
            rig.log.find(run, 0).stream()
                .flatMap(view -> view.events().stream())
                .anyMatch(event -> event.detail().toString().contains("initialize")));
  }

  private static void awaitNothingLeft(List<String> jobs) {
    Deadline.await(
        () -> "nothing to be left of " + jobs.stream().map(Orphans::of).toList(),
        CLEARED,
        () -> jobs.stream().allMatch(job -> Orphans.of(job).isEmpty()));
  }

  private static long prompts(String job) {
    return rig.provider.requests().stream()
        .filter(request -> request.toString().contains("Do the work of " + job + "."))
        .count();
  }

  /** As the Web UI does it: back to the first workflow task. */
  private static RunKey reset(RunKey run) {
    long firstTask =
        rig.server.client().fetchHistory(run.workflowId(), run.runId()).getEvents().stream()
            .filter(HistoryEvent::hasWorkflowTaskCompletedEventAttributes)
            .findFirst()
            .orElseThrow()
            .getEventId();
    String runId =
        rig.server
            .stubs()
            .blockingStub()
            .resetWorkflowExecution(
                ResetWorkflowExecutionRequest.newBuilder()
                    .setNamespace(rig.server.namespace())
                    .setWorkflowExecution(
                        WorkflowExecution.newBuilder()
                            .setWorkflowId(run.workflowId())
                            .setRunId(run.runId()))
                    .setReason("tried from the Web UI")
                    .setRequestId(UUID.randomUUID().toString())
                    .setWorkflowTaskFinishEventId(firstTask)
                    .build())
            .getRunId();
    return new RunKey(run.workflowId(), runId);
  }
}
