package dev.reveille.bench;

import io.temporal.activity.Activity;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The bare activities; the program is started as plainly as Java can. */
final class PlainSteps implements BareSteps {
  private final Queue<Long> lateness = new ConcurrentLinkedQueue<>();

  @Override
  public void prepare(@Nullable Long dueMillis) {
    if (dueMillis != null) {
      lateness.add(System.currentTimeMillis() - dueMillis);
    }
  }

  @Override
  public int work(boolean program) {
    if (!program) {
      return 0;
    }
    try {
      Process process =
          new ProcessBuilder(Sides.PROGRAM)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .start();
      process.getInputStream().readAllBytes();
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(Sides.PROGRAM + " ended with " + code + " (expected: 0)");
      }
      return code;
    } catch (IOException e) {
      throw Activity.wrap(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(e);
    }
  }

  /** Milliseconds after its due time at which each scheduled run began its first activity. */
  List<Long> lateness() {
    return List.copyOf(lateness);
  }
}
