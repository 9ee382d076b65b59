package dev.reveille.activities.command;

import static java.util.Objects.requireNonNull;

import dev.reveille.activities.process.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * How a one-shot program is run.
 *
 * @param input text for standard input, which is closed after it; null closes it at once
 * @param noOutputTimeout ends a program that has written nothing for so long; null never does
 * @param outputMaxBytes kept, and told, of each of the two streams; the rest is only counted
 */
public record CommandPlan(
    Launch launch,
    Ready ready,
    @Nullable String input,
    @Nullable Duration noOutputTimeout,
    int outputMaxBytes) {

  public CommandPlan {
    requireNonNull(launch, "launch is null");
    requireNonNull(ready, "ready is null");
    if (noOutputTimeout != null && (noOutputTimeout.isZero() || noOutputTimeout.isNegative())) {
      throw new IllegalArgumentException(
          "noOutputTimeout: " + noOutputTimeout + " (expected: > 0)");
    }
    if (outputMaxBytes < 1) {
      throw new IllegalArgumentException("outputMaxBytes: " + outputMaxBytes + " (expected: >= 1)");
    }
  }

  /** How a program shows that it is ready. */
  public sealed interface Ready {

    /** Ready as soon as it is spawned. */
    record AtOnce() implements Ready {}

    /** Ready with the first line of standard output that contains this text. */
    record Line(String text) implements Ready {}

    /** Ready when this file appears, or is written anew where it was there before. */
    record File(Path path) implements Ready {}

    /**
     * Ready when a probe exits with 0; it is started again and again until then.
     *
     * @param name of the probe, for messages
     * @param launch makes a new launch each time, since an isolated one can be used only once
     */
    record Probe(String name, Callable<Launch> launch) implements Ready {}
  }
}
