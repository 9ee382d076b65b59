package dev.reveille.gateway;

import dev.reveille.domain.job.ModelPin.Trouble;
import org.jspecify.annotations.Nullable;

/** Which class of failure a provider's status is. */
final class Troubles {
  private Troubles() {}

  /** Null for a status at which no substitute may be tried. */
  static @Nullable Trouble of(int status) {
    return switch (status) {
      case 404 -> Trouble.NOT_FOUND;
      case 429, 503, 529 -> Trouble.OVERLOAD;
      default -> status >= 500 ? Trouble.UNAVAILABLE : null;
    };
  }
}
