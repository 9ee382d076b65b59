package dev.reveille.gateway.pace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A provider's refusal for load.
 *
 * @param status what it answered; 0 when it could not be reached at all
 * @param retryAfter how long it asks to be left alone; null when it does not say
 */
public record Overload(int status, @Nullable Duration retryAfter, String words) {
  public static final Overload NONE = new Overload(0, null, "");

  public Overload {
    requireNonNull(words, "words is null");
  }

  /** Whether an answer says that the provider is overloaded, and that nothing was done. */
  public static boolean isOne(int status) {
    return status == 429 || status == 503 || status == 529;
  }

  /** The provider answered with one of the statuses of {@link #isOne}. */
  public static Overload answered(int status, @Nullable Duration retryAfter) {
    return new Overload(status, retryAfter, "it answers " + status);
  }

  /** No connection could be made, so that nothing was sent. */
  public static Overload unreachable(String kind) {
    return new Overload(0, null, "it cannot be reached (" + kind + ")");
  }
}
