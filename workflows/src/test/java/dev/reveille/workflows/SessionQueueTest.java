package dev.reveille.workflows;

import static dev.reveille.workflows.Definitions.DUE;
import static dev.reveille.workflows.Definitions.nightly;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.Trigger;
import dev.reveille.workflows.AttachActivity.Attached;
import dev.reveille.workflows.RecordActivity.Settle;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Runs and their session's queue, on the real server: endless workflows and skipped time do not go
 * well together.
 */
class SessionQueueTest {
  private static ServerRuns runs;
  private static ScriptedActivities script;
  private static SessionRuns sessions;

  private final List<Instant> booted = new CopyOnWriteArrayList<>();
  private String target = "main";

  @BeforeAll
  static void start() {
    runs = new ServerRuns();
    script = runs.script;
    sessions = runs.sessions;
  }

  @AfterAll
  static void close() {
    runs.close();
  }

  /** A session for each test, so that they share nothing but the server. */
  @BeforeEach
  void anotherSession(TestInfo test) {
    target = "session:" + test.getTestMethod().orElseThrow().getName();
    script.forget();
    sessions.forget();
  }

  private WorkflowStub begin(String id, int minute) {
    return begin(id, minute, nightly());
  }

  private WorkflowStub begin(String id, int minute, Definitions job) {
    return runs.begin(
        id + "-" + target.hashCode(),
        job.target(target).input(Trigger.MANUAL, DUE.plus(Duration.ofMinutes(minute)), 0));
  }

  private void awaitJoined(String id) {
    await(() -> sessions.joined.contains(id + "-" + target.hashCode()));
  }

  /** A turn that keeps the session until its workflow is ended: it waits for a provider. */
  private WorkflowStub holder() {
    script.boots.add(
        request -> {
          booted.add(request.due());
          return BootActivity.Booted.putOff(
              0,
              new BootActivity.Deferred(
                  Instant.now().plus(Duration.ofSeconds(3)),
                  "The provider is closed.",
                  FailureType.PROVIDER_OVERLOAD));
        });
    WorkflowStub holder = begin("holder", 0);
    await(() -> booted.size() == 1);
    return holder;
  }

  private static void await(java.util.function.BooleanSupplier done) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within 30 s").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private void recordBoots(int boots) {
    for (int n = 0; n < boots; n++) {
      script.boots.add(
          request -> {
            booted.add(request.due());
            return script.ready(request);
          });
    }
  }

  private static BootActivity.SessionGrant grant(BootActivity.Request request) {
    return Objects.requireNonNull(request.session(), "an isolated run");
  }

  /** How the run ended. */
  private Settle ended(WorkflowStub run) {
    String id = run.getExecution().getWorkflowId();
    await(() -> settled(id).isPresent());
    return settled(id).orElseThrow();
  }

  private static Optional<Settle> settled(String id) {
    return script.settled.stream()
        .filter(settle -> settle.opened().key().workflowId().equals(id))
        .findFirst();
  }

  @Test
  void turns_are_granted_in_the_order_of_their_due_times_one_after_the_other() {
    WorkflowStub holder = holder();
    recordBoots(4);
    WorkflowStub late = begin("late", 7);
    awaitJoined("late");
    WorkflowStub early = begin("early", 3);
    awaitJoined("early");
    WorkflowStub between = begin("between", 5);
    awaitJoined("between");

    List.of(holder, late, early, between).forEach(this::ended);

    assertThat(booted)
        .extracting(due -> Duration.between(DUE, due).toMinutes())
        .as("the first was put off once and kept its turn")
        .containsExactly(0L, 0L, 3L, 5L, 7L);
    assertThat(script.booted.get(4).session()).isNotNull();
    assertThat(script.eventTypes()).contains(EventType.SESSION_GRANTED);
  }

  @Test
  void a_turn_is_told_of_by_an_event_and_its_wait_is_charged_to_no_boot() {
    holder();
    WorkflowStub second = begin("second", 3);
    awaitJoined("second");
    ended(second);

    RunEvent waits =
        script.events.stream()
            .filter(event -> event.event() == EventType.QUEUED && event.stage().equals("session"))
            .reduce((a, b) -> b)
            .orElseThrow();
    assertThat(waits.detail())
        .containsEntry("before", IntNode.valueOf(1))
        .containsEntry("atWork", TextNode.valueOf("nightly"))
        .containsEntry("session", TextNode.valueOf(target));
    assertThat(grant(script.booted.get(2)).queuedMillis()).isGreaterThan(1_000);
  }

  @Test
  void a_holder_that_was_terminated_is_found_and_the_next_has_its_turn() {
    WorkflowStub holder = holder();
    WorkflowStub next = begin("next", 1);
    awaitJoined("next");
    holder.terminate("by hand");
    sessions.closed.add(holder.getExecution().getWorkflowId());

    assertThat(ended(next).verdict()).isEqualTo("OK");
  }

  @Test
  void a_run_that_is_cancelled_while_it_waits_leaves_the_line() {
    WorkflowStub holder = holder();
    WorkflowStub gone = begin("gone", 1);
    awaitJoined("gone");
    gone.cancel("not today");

    assertThat(ended(gone).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(ended(holder).verdict()).isEqualTo("OK");
    assertThat(ended(begin("next", 2)).verdict()).isEqualTo("OK");
  }

  @Test
  void who_waits_too_long_is_missed_and_told_who_was_before_it() {
    script.boots.add(
        request -> {
          booted.add(request.due());
          return BootActivity.Booted.putOff(
              0,
              new BootActivity.Deferred(
                  Instant.now().plus(Duration.ofSeconds(4)),
                  "The provider is closed.",
                  FailureType.PROVIDER_OVERLOAD));
        });
    begin("holder", 0);
    await(() -> booted.size() == 1);
    WorkflowStub impatient =
        begin(
            "impatient",
            1,
            nightly().maxQueue(Duration.ofSeconds(1)).patience(Duration.ofSeconds(1)));

    Settle end = ended(impatient);
    assertThat(end.verdict()).isEqualTo("MISSED");
    assertThat(end.message())
        .contains("was not free within 1 s")
        .contains("1 turn was before it, at work nightly");
  }

  @Test
  void a_run_that_was_terminated_while_it_waited_is_passed_over() {
    WorkflowStub holder = holder();
    WorkflowStub gone = begin("gone", 1);
    awaitJoined("gone");
    WorkflowStub next = begin("next", 2);
    awaitJoined("next");
    gone.terminate("by hand");

    assertThat(ended(next).verdict()).isEqualTo("OK");
    assertThat(ended(holder).verdict()).isEqualTo("OK");
  }

  @Test
  void a_run_whose_queue_was_ended_meanwhile_ends_well_all_the_same() {
    WorkflowStub holder = holder();
    runs.client()
        .newUntypedWorkflowStub(Queues.session(new SessionName("night-desk", target)))
        .terminate("by hand");

    assertThat(ended(holder).verdict()).isEqualTo("OK");
    assertThat(holder.getResult(JobRun.Result.class).verdict()).isEqualTo("OK");
  }

  @Test
  void the_next_turn_goes_on_with_the_agent_that_is_there() {
    ended(begin("first", 0));
    sessions.attach = request -> new Attached(script.ready(request), null);
    ended(begin("second", 1));

    assertThat(script.booted).hasSize(1);
    assertThat(sessions.attached).hasSize(1);
    assertThat(grant(sessions.attached.get(0)).epoch())
        .isGreaterThan(grant(script.booted.get(0)).epoch());
    assertThat(script.eventTypes()).doesNotContain(EventType.SESSION_RESTARTED);
  }

  @Test
  void an_agent_that_cannot_go_on_is_started_again_and_that_is_written_down() {
    ended(begin("first", 0));
    sessions.attach =
        request -> {
          throw ScriptedActivities.failure(
              FailureType.BOOT_TIMEOUT, "It hung in stage model.", true);
        };

    assertThat(ended(begin("second", 1)).verdict()).isEqualTo("OK");

    // A run of an earlier test may boot late.
    assertThat(script.booted)
        .filteredOn(request -> grant(request).name().target().equals(target))
        .extracting(BootActivity.Request::attemptsBefore)
        .containsExactly(0, 1);
    assertThat(script.events)
        .filteredOn(event -> event.event() == EventType.SESSION_RESTARTED)
        .extracting(RunEvent::detail)
        .containsExactly(Map.of("reason", TextNode.valueOf("It hung in stage model.")));
  }

  @Test
  void an_isolated_run_asks_nobody_for_a_turn() {
    WorkflowStub alone = runs.begin("alone", nightly().manual());

    assertThat(ended(alone).verdict()).isEqualTo("OK");
    assertThat(sessions.joined).isEmpty();
    assertThat(script.booted.get(0).session()).isNull();
  }
}
