package dev.reveille.gateway;

import dev.reveille.domain.job.ModelPin.Trouble;
import dev.reveille.gateway.pace.Overload;
import org.jspecify.annotations.Nullable;

/** Which class of failure a provider's status is. */
final class Troubles {
  private Troubles() {}

  /** Of a request that was held back until its patience ended. */
  static Trouble of(Refusal heldBack) {
    return heldBack.code().equals(Refusal.UNREACHABLE) ? Trouble.UNAVAILABLE : Trouble.OVERLOAD;
  }

  /** Of a refusal that pacing would wait out. */
  static Trouble of(Overload refusal) {
    return refusal.status() == 0 ? Trouble.UNAVAILABLE : Trouble.OVERLOAD;
  }

  /** Null for a status at which no substitute may be tried. */
  static @Nullable Trouble of(int status) {
    return switch (status) {
      case 404 -> Trouble.NOT_FOUND;
      case 429, 503, 529 -> Trouble.OVERLOAD;
      default -> status >= 500 ? Trouble.UNAVAILABLE : null;
    };
  }
}
