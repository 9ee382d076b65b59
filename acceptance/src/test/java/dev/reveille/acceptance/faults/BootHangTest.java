package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.drill.ProviderScript;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that hang in their boot, beside others that are due at the same moment. */
class BootHangTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final List<String> OTHERS = List.of("other-1", "other-2", "other-3");

  @TempDir static Path root;

  private static Rig rig;
  private static Instant due;

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.in(root, ProviderScript.pleasant().latency(Duration.ofMillis(2_500)));
    due = Instant.now().plusSeconds(10).truncatedTo(ChronoUnit.SECONDS);
    String atThatMoment = "schedule: {kind: at, at: \"" + due + "\"}\n";
    rig.folder.agent(
        "hangs",
        "--hang session/new --children 1 --daemons 1",
        atThatMoment + "boot: {timeout: 2s, retry: {maxAttempts: 3, initialInterval: 300ms}}\n");
    for (String other : OTHERS) {
      rig.folder.shell(other, "echo all is well", atThatMoment);
    }
    rig.folder.agent(
        "slow-once",
        "--hang session/new --slow-first 1 --count-file " + root.resolve("jobs/w/boots"),
        """
        workspace: w
        boot: {timeout: 2500ms, retry: {maxAttempts: 2, initialInterval: 300ms}}
        execute: {timeout: 4s}
        """);
    rig.folder.write("w/.keep", "");
    rig.folder.agent("dies", "--die session/new:7", "boot: {retry: {maxAttempts: 1}}\n");
    rig.folder.shell("warm-up", "true", "");
    rig.work();
    rig.apply();
    rig.settled(rig.start("warm-up"), Duration.ofSeconds(8));
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void a_hang_is_cut_at_each_limit_and_named_and_harms_nobody_due_at_that_moment() {
    RunView run = onlyRun("hangs");

    assertCuts(run);
    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.verdict()).isEqualTo("BOOT_TIMEOUT");
    assertThatThrownBy(() -> rig.stub(Rig.key(run)).getResult(Void.class))
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo("BOOT_TIMEOUT");
              assertThat(failure.getOriginalMessage())
                  .contains("stage session")
                  .containsPattern("within 2 ?s")
                  .containsPattern("for \\d");
            });
    assertThat(scheduledActivities(run)).contains("boot").doesNotContain("execute");
    assertThat(Orphans.of("hangs")).isEmpty();
    Deadline.await(
        "the run to be found by its verdict",
        Duration.ofSeconds(10),
        () ->
            rig.server
                    .client()
                    .listExecutions("ReveilleVerdict='BOOT_TIMEOUT'")
                    .filter(found -> found.getExecution().getRunId().equals(run.temporal().runId()))
                    .count()
                == 1);
    for (String other : OTHERS) {
      RunView unharmed = onlyRun(other);
      assertThat(unharmed.verdict()).as(unharmed.message()).isEqualTo("OK");
      Instant began = at(unharmed, EventType.EXECUTE_STARTED);
      assertThat(began).isBetween(due, due.plusSeconds(3));
    }
  }

  private static void assertCuts(RunView run) {
    List<RunView.Event> cuts = events(run, EventType.BOOT_TIMEOUT);
    List<RunView.Event> starts = events(run, EventType.BOOT_STARTED);
    assertThat(cuts).extracting("attempt").containsExactly(1, 2, 3);
    assertThat(starts).extracting("attempt").containsExactly(1, 2, 3);
    for (int boot = 0; boot < cuts.size(); boot++) {
      Instant limit = starts.get(boot).at().plus(LIMIT);
      assertThat(cuts.get(boot).at()).isBetween(limit.minusMillis(50), limit.plusSeconds(1));
    }
  }

  /**
   * The provider takes 2.5 s of an execution's 4 s: more than a slow boot would have left of it.
   */
  @Test
  void an_agent_slow_at_first_is_booted_again_and_has_its_whole_time_to_work() {
    Deadline.await(
        "the others to be over",
        Duration.ofSeconds(40),
        () -> rig.runs("hangs").stream().anyMatch(run -> run.status().ended()));

    RunView run = rig.settled(rig.start("slow-once"), Duration.ofSeconds(30));

    assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
    assertThat(events(run, EventType.BOOT_TIMEOUT)).extracting("attempt").containsExactly(1);
    assertThat(events(run, EventType.BOOT_READY)).extracting("attempt").containsExactly(2);
    assertThat(run.execute())
        .satisfies(
            execute -> {
              assertThat(execute.limitMillis()).isEqualTo(4_000);
              assertThat(execute.millis()).isBetween(2_500L, 4_000L);
            });
  }

  @Test
  void a_boot_that_fails_is_on_record_with_its_stages_times_reason_and_exit_code() {
    RunView run = rig.settled(rig.start("dies"), Duration.ofSeconds(40));

    assertThat(run.verdict()).isEqualTo("BOOT_FAILED");
    assertThat(run.boot())
        .satisfies(
            boot -> {
              assertThat(boot.exitCode()).isEqualTo(7);
              assertThat(boot.exitReason()).contains("stage session");
              assertThat(boot.stages()).extracting("stage").contains("initialize");
              assertThat(boot.stages()).extracting("at").doesNotContainNull();
            });
  }

  private static RunView onlyRun(String job) {
    Deadline.await(
        () -> job + " to have a run that ended; it has " + rig.runs(job),
        Duration.ofSeconds(40),
        () -> rig.runs(job).stream().anyMatch(run -> run.status().ended()));
    List<RunView> runs = rig.runs(job);
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  private static List<String> scheduledActivities(RunView run) {
    return rig
        .server
        .client()
        .fetchHistory(run.temporal().workflowId(), run.temporal().runId())
        .getEvents()
        .stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .map(e -> e.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .toList();
  }

  private static List<RunView.Event> events(RunView run, EventType type) {
    return run.events().stream().filter(event -> event.event() == type).toList();
  }

  private static Instant at(RunView run, EventType type) {
    return events(run, type).get(0).at();
  }
}
