package dev.reveille.agent.work;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Ends one turn from outside. Thread-safe; cannot be taken back. */
public final class Cancellation {
  private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

  public void cancel() {
    cancelled.complete(null);
  }

  public boolean isCancelled() {
    return cancelled.isDone();
  }

  public void check() throws Cancelled {
    if (isCancelled()) {
      throw new Cancelled();
    }
  }

  /** Waits for an answer without limit, and gives up on it at once when cancelled. */
  public <T> T await(CompletableFuture<T> answer) throws Cancelled, ExecutionException {
    try {
      CompletableFuture.anyOf(cancelled, answer.exceptionally(failed -> null)).get();
      check();
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled();
    }
  }
}
