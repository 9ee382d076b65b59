package dev.reveille.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Ping;
import dev.reveille.domain.run.BootStage;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunView;
import dev.reveille.workflows.ExecuteActivity.Executed;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The activities of a run, behaving as a test scripts them: each boot and each execution takes the
 * next behaviour, and the good one once the script is over.
 */
final class ScriptedActivities
    implements BootActivity, ExecuteActivity, CheckActivity, RecordActivity {
  static final RunView.Output OUTPUT = new RunView.Output(1840, "## Plan");
  static final String HOST_QUEUE = Queues.host("h1");

  final Deque<Function<BootActivity.Request, Booted>> boots = new ConcurrentLinkedDeque<>();
  final Deque<Function<ExecuteActivity.Request, Executed>> executions =
      new ConcurrentLinkedDeque<>();
  final List<BootActivity.Request> booted = new CopyOnWriteArrayList<>();
  final List<ExecuteActivity.Request> executed = new CopyOnWriteArrayList<>();
  final List<RunOpened> opened = new CopyOnWriteArrayList<>();
  final List<RunEvent> events = new CopyOnWriteArrayList<>();
  final List<Settle> settled = new CopyOnWriteArrayList<>();

  final List<CheckActivity.Request> checked = new CopyOnWriteArrayList<>();

  volatile Runnable onCheck = () -> {};
  volatile Supplier<Boolean> effect = () -> false;
  volatile Supplier<Verdict> verdict = () -> OK;
  volatile Runnable beforeOpen = () -> {};
  volatile Runnable beforeSettle = () -> {};

  static final Verdict OK =
      new Verdict(null, "All good.", List.of(), List.of("gpt-5.4-nano-2026-03-05"), null);

  ScriptedActivities() {}

  /** How the run was settled, which it must have been once. */
  Settle settledOnce() {
    assertThat(settled).hasSize(1);
    return settled.get(0);
  }

  /** Begins a new test on the same workers. */
  void forget() {
    boots.clear();
    executions.clear();
    booted.clear();
    executed.clear();
    opened.clear();
    events.clear();
    settled.clear();
  }

  /** A failure as an activity reports it, with the attempt as its first detail. */
  static ApplicationFailure failure(FailureType type, String message, boolean retryable) {
    return ApplicationFailure.newBuilder()
        .setType(type.name())
        .setMessage(message)
        .setNonRetryable(!retryable)
        .build();
  }

  @Override
  public Booted boot(BootActivity.Request request) {
    booted.add(request);
    Function<BootActivity.Request, Booted> next = boots.poll();
    return next == null ? ready(request) : next.apply(request);
  }

  /** The good boot, on the host of the tests. */
  Booted ready(BootActivity.Request request) {
    return readyOn(HOST_QUEUE);
  }

  Booted readyOn(String queue) {
    int attempt = booted.size();
    return new Booted(
        queue,
        "lease-" + attempt,
        attempt,
        812,
        12,
        List.of(new BootStage("initialize", Instant.EPOCH, 301)),
        null);
  }

  @Override
  public Executed execute(ExecuteActivity.Request request) {
    executed.add(request);
    Function<ExecuteActivity.Request, Executed> next = executions.poll();
    return next == null ? done(request) : next.apply(request);
  }

  Executed done(ExecuteActivity.Request request) {
    return new Executed(request.attempt(), 5120, "end_turn", null, 1840);
  }

  @Override
  public void check(CheckActivity.Request request) {
    checked.add(request);
    onCheck.run();
  }

  @Override
  public RunView.@Nullable Output output(int maxChars) {
    return OUTPUT;
  }

  @Override
  public void open(RunOpened head, List<RunEvent> first, @Nullable Ping ping) {
    beforeOpen.run();
    opened.add(head);
    events.addAll(first);
  }

  @Override
  public void note(List<RunEvent> more) {
    events.addAll(more);
  }

  @Override
  public boolean effectRecorded(String firstRunId) {
    return effect.get();
  }

  @Override
  public Verdict verify(JobDefinition definition, Executed done) {
    return verdict.get();
  }

  @Override
  public RunSettled settle(Settle settle) {
    beforeSettle.run();
    settled.add(settle);
    return new RunSettled(
        settle.opened().key(),
        settle.status(),
        settle.verdict(),
        settle.message(),
        settle.findings(),
        Instant.EPOCH);
  }

  List<EventType> eventTypes() {
    return new ArrayDeque<>(events).stream().map(RunEvent::event).toList();
  }
}
