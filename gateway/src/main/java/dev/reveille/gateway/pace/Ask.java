package dev.reveille.gateway.pace;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.settings.Provider;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to go out, for whom.
 *
 * @param key the provider's key; null for none
 * @param due of the run that asks
 * @param model the bare id that is asked for
 * @param leaves whether it rather goes elsewhere than to wait out such a refusal
 */
public record Ask(
    Provider provider,
    @Nullable String key,
    String job,
    Instant due,
    @Nullable String model,
    Patience patience,
    Predicate<Overload> leaves) {
  public Ask {
    requireNonNull(provider, "provider is null");
    requireNonNull(job, "job is null");
    requireNonNull(due, "due is null");
    requireNonNull(patience, "patience is null");
    requireNonNull(leaves, "leaves is null");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "a request of " + job + ", due " + due + ", to " + provider.name();
  }
}
