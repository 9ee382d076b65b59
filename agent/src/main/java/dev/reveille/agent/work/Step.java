package dev.reveille.agent.work;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Blocking work on a thread of its own, given up on when it is cancelled or takes too long. The
 * thread is then interrupted and no longer waited for, so that work which ignores interrupts cannot
 * hold up whoever asked for its end.
 */
public final class Step {
  private Step() {}

  /**
   * Runs it and waits.
   *
   * @throws TimeoutException when it was not done within the limit
   * @throws ExecutionException with what the work threw
   */
  public static <T> T run(String name, Callable<T> work, Duration limit, Cancellation cancellation)
      throws Cancelled, TimeoutException, ExecutionException {
    cancellation.check();
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> complete(result, work), name);
    thread.setDaemon(true);
    CompletableFuture<T> bounded =
        result.copy().orTimeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
    thread.start();
    try {
      return cancellation.await(bounded);
    } catch (ExecutionException e) {
      if (!result.isDone() && e.getCause() instanceof TimeoutException late) {
        throw late;
      }
      throw e;
    } finally {
      if (!result.isDone()) {
        thread.interrupt();
      }
    }
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (Throwable failed) {
      // An error must end the step too: nobody else would ever see it.
      result.completeExceptionally(failed);
    }
  }
}
