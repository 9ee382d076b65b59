package dev.reveille.activities.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A channel did not take a notice. The message says why and what to do; it holds no secret and no
 * address.
 */
public final class Undelivered extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean forGood;
  private final @Nullable Duration wait;

  private Undelivered(String message, boolean forGood, @Nullable Duration wait) {
    super(message);
    this.forGood = forGood;
    this.wait = wait;
  }

  /** Another try may go better. */
  static Undelivered forNow(String message) {
    return new Undelivered(message, false, null);
  }

  /** Another try may go better, but not before that time has passed; null where none was named. */
  static Undelivered forNow(String message, @Nullable Duration wait) {
    return new Undelivered(message, false, wait);
  }

  /** Only a person can help. */
  static Undelivered forGood(String message) {
    return new Undelivered(message, true, null);
  }

  /** Whether another try must end the same way. */
  public boolean forGood() {
    return forGood;
  }

  /** For how long the channel asks to be left alone; null where it does not. */
  public @Nullable Duration waitFor() {
    return wait;
  }
}
