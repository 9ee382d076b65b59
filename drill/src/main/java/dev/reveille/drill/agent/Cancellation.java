package dev.reveille.drill.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends one turn from outside: whatever the turn waits for is broken off. Thread-safe. */
final class Cancellation {
  private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

  void cancel() {
    cancelled.complete(null);
  }

  boolean isCancelled() {
    return cancelled.isDone();
  }

  /** Runs at once when the turn is cancelled already. */
  void onCancel(Runnable action) {
    cancelled.thenRun(action);
  }

  /** Waits for ever, or until cancelled: then empty. */
  <T> Optional<T> await(CompletableFuture<T> answer) throws InterruptedException {
    try {
      CompletableFuture.anyOf(answer, cancelled).get();
      return isCancelled() ? Optional.empty() : Optional.of(answer.get());
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Waits, and returns early when cancelled. */
  void pause(Duration length) throws InterruptedException {
    try {
      cancelled.get(length.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException passed) {
      // The whole length passed: nothing was cancelled.
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
