package dev.reveille.workflows;

import static dev.reveille.workflows.Definitions.DUE;
import static dev.reveille.workflows.Definitions.nightly;
import static dev.reveille.workflows.Definitions.retry;
import static dev.reveille.workflows.ScriptedActivities.failure;

import dev.reveille.domain.job.RetryPolicy;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Trigger;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.Deferred;
import dev.reveille.workflows.RecordActivity.Verdict;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs each shape of run on the real server and keeps its history. */
final class HistoryRecorder {
  static final List<String> SHAPES =
      List.of(
          "good",
          "skipped",
          "missed",
          "boot-timeout",
          "boot-deferred",
          "no-seat",
          "host-lost-before-effect",
          "host-lost-after-effect",
          "execute-tried-again",
          "checked",
          "check-lost",
          "verdict-red",
          "own-bug",
          "shared",
          "shared-restarted",
          "cancelled-in-execution");

  private static final SessionName SESSION = new SessionName("night-desk", "session:desk");
  private static final String CHECK = "{\"check\": {\"command\": [\"./check\"]}}";
  private static final RetryPolicy QUICK =
      new RetryPolicy(2, Duration.ofMillis(100), 1.0, Duration.ofMillis(100));

  private final ServerRuns runs;
  private final ScriptedActivities script;

  private HistoryRecorder(ServerRuns runs) {
    this.runs = runs;
    this.script = runs.script;
  }

  static void record(Path folder, String version) throws Exception {
    for (String shape : SHAPES) {
      try (ServerRuns runs =
          shape.equals("no-seat") ? ServerRuns.withoutSeats() : new ServerRuns()) {
        new HistoryRecorder(runs).run(shape);
        keep(runs, shape, folder.resolve(version + "-" + shape + ".json"));
        if (shape.startsWith("shared")) {
          Path queue = folder.resolve("session").resolve(version + "-" + shape + ".json");
          Files.createDirectories(queue.getParent());
          keep(runs, Queues.session(SESSION), queue);
        }
      }
    }
  }

  private static void keep(ServerRuns runs, String shape, Path file) throws IOException {
    keep(runs.client().fetchHistory(shape), file);
  }

  /** Writes a history as it was, but for who recorded it. */
  static void keep(WorkflowExecutionHistory recorded, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    String history = recorded.toJson(true);
    String anonymous =
        history
            .replaceAll("\"identity\": \"[^\"]*\"", "\"identity\": \"recorder\"")
            .replaceAll("[0-9]+@[^\":]+:", "recorder:");
    Files.writeString(file, anonymous + "\n");
  }

  @SuppressWarnings("NullAway") // own-bug: a judgement without its sentence
  private void run(String shape) throws InterruptedException {
    switch (shape) {
      case "good" -> runs.run(shape, nightly().manual());
      case "skipped" -> runs.run(shape, nightly().input(Trigger.BACKFILL, DUE, 0, DUE));
      case "missed" ->
          runs.run(shape, nightly().catchup(Duration.ZERO).input(Trigger.SCHEDULE, null, 0));
      case "boot-timeout" -> {
        failBoots(FailureType.BOOT_TIMEOUT);
        runs.run(shape, nightly().bootRetry(QUICK).manual());
      }
      case "boot-deferred" -> {
        script.boots.add(
            request ->
                Booted.putOff(
                    0,
                    Deferred.overloaded(
                        Instant.now().plusSeconds(1), "The provider openai takes no requests.")));
        runs.run(shape, nightly().manual());
      }
      case "no-seat" -> runs.run(shape, nightly().maxQueue(Duration.ofSeconds(1)).manual());
      case "host-lost-before-effect" -> {
        failExecution(FailureType.HOST_LOST);
        runs.run(shape, nightly().manual());
      }
      case "host-lost-after-effect" -> {
        script.effect = () -> true;
        failExecution(FailureType.HOST_LOST);
        runs.run(shape, nightly().manual());
      }
      case "execute-tried-again" -> {
        failExecution(FailureType.EXECUTE_FAILED);
        runs.run(shape, nightly().executeRetry(QUICK).manual());
      }
      case "checked" -> runs.run(shape, nightly().expect(CHECK).manual());
      case "check-lost" -> {
        script.onCheck =
            () -> {
              throw failure(FailureType.INTERNAL, "The disk is full.", false);
            };
        runs.run(shape, nightly().expect(CHECK).manual());
      }
      case "verdict-red" -> {
        script.verdict =
            () -> new Verdict("NO_EVIDENCE", "No call was seen.", List.of(), List.of(), null);
        runs.run(shape, nightly().manual());
      }
      case "own-bug" -> {
        script.verdict = () -> new Verdict(null, null, List.of(), List.of(), null);
        runs.run(shape, nightly().bootRetry(retry(1)).manual());
      }
      case "shared" -> runs.run(shape, nightly().target(SESSION.target()).manual());
      case "shared-restarted" -> {
        runs.run("before", nightly().target(SESSION.target()).manual());
        runs.run(shape, nightly().target(SESSION.target()).manual());
      }
      case "cancelled-in-execution" -> cancelInExecution(shape);
      default -> throw new IllegalArgumentException(shape);
    }
  }

  private void failBoots(FailureType type) {
    for (int i = 0; i < QUICK.maxAttempts(); i++) {
      script.boots.add(
          request -> {
            throw failure(type, "Hung in session/new for 60 s.", true);
          });
    }
  }

  private void failExecution(FailureType type) {
    script.executions.add(
        request -> {
          throw failure(type, "It ended early.", false);
        });
  }

  private void cancelInExecution(String shape) throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    script.executions.add(
        request -> {
          reached.countDown();
          awaitQuietly(release);
          return script.done(request);
        });
    WorkflowStub run = runs.begin(shape, nightly().manual());
    reached.await();
    run.cancel("not tonight");
    try {
      runs.result(run);
    } catch (WorkflowFailedException e) {
      // Cancelled, as it should be.
    } finally {
      release.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
