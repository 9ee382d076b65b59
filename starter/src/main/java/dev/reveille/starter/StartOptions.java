package dev.reveille.starter;

import dev.reveille.starter.failure.AlreadyRunning;
import dev.reveille.starter.failure.JobPaused;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a job is started.
 *
 * @param output whether the result carries what the agent said, up to 64 KiB, which then stands in
 *     the run's history on the server; without it, the output is in the run log alone
 * @param evenPaused whether a paused job is started; else it is refused with {@link JobPaused}
 * @param patience how long an {@code overlap} other than {@code skip} may have the start wait for
 *     runs that are under way, after which it fails with {@link AlreadyRunning}; null for as long
 *     as they take
 * @param key names the start: one with a key that was used before starts nothing, and gives the run
 *     that was started then. 1 to 100 of {@code A-Z a-z 0-9 . _ -}; null for a start that is always
 *     a new one
 */
public record StartOptions(
    boolean output, boolean evenPaused, @Nullable Duration patience, @Nullable String key) {
  /** With output, also of a paused job, waiting for others as long as they take. */
  public static final StartOptions USUAL = new StartOptions(true, true, null, null);

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  public StartOptions {
    if (patience != null && patience.isNegative()) {
      throw new IllegalArgumentException("patience: " + patience + " (expected: 0 or more)");
    }
    if (key != null && !KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "key: a text of " + key.length() + " characters (expected: " + KEY.pattern() + ")");
    }
  }

  /** With {@link #output} off. */
  public StartOptions withoutOutput() {
    return new StartOptions(false, evenPaused, patience, key);
  }

  /** With {@link #evenPaused} off. */
  public StartOptions unlessPaused() {
    return new StartOptions(output, false, patience, key);
  }

  /** With another {@link #patience}. */
  public StartOptions waitingAtMost(Duration longest) {
    return new StartOptions(output, evenPaused, longest, key);
  }

  /** With a {@link #key}. */
  public StartOptions keyed(String name) {
    return new StartOptions(output, evenPaused, patience, name);
  }
}
