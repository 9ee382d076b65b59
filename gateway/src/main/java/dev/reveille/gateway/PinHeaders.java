package dev.reveille.gateway;

import dev.reveille.gateway.pin.PinRules;
import dev.reveille.gateway.pin.Violation;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/** Headers by which a request asks a gateway in between to choose the model. */
final class PinHeaders {
  private static final String PORTKEY_CONFIG = "x-portkey-config";

  private PinHeaders() {}

  static Optional<Violation> inviting(HttpFields headers, PinRules rules) {
    return headers.contains(PORTKEY_CONFIG)
        ? Optional.of(rules.invites("header " + PORTKEY_CONFIG))
        : Optional.empty();
  }
}
