package dev.reveille.gateway.pin;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.settings.Provider;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Holds the requests of a run against its pin. Stateless. */
public final class PinRules {
  private final ModelPin pin;

  public PinRules(ModelPin pin) {
    this.pin = requireNonNull(pin, "pin is null");
  }

  /**
   * Reads a request's body once.
   *
   * @throws Unreadable when it is not exactly one JSON object
   */
  public AskedRequest read(InputStream body, Dialect dialect) throws Unreadable {
    return RequestReader.read(body, dialect, Locks.of(pin.lock(), dialect).roots());
  }

  /**
   * Why the request must not go out; null when it keeps to the pin.
   *
   * @param provider the one it is addressed to
   * @param works whether it makes a model work; one that only counts tokens need not carry the
   *     locked parameters
   */
  public @Nullable Violation check(
      AskedRequest asked, Provider provider, Dialect dialect, boolean works) {
    String other = otherModel(asked, provider);
    if (other != null) {
      return new Violation(CallJudgement.OTHER_MODEL, "other_model", other);
    }
    if (asked.inviting() != null) {
      return invites("field " + ModelNames.shown(asked.inviting()));
    }
    String broken = Locks.of(pin.lock(), dialect).broken(asked.locked(), !works);
    return broken == null
        ? null
        : new Violation(CallJudgement.LOCKED_PARAMETER, "locked_parameter", broken);
  }

  /**
   * @param what the part of the request that does so
   */
  public Violation invites(String what) {
    return new Violation(
        CallJudgement.INVITES_SUBSTITUTE,
        "invites_substitute",
        "The request's "
            + what
            + " lets the provider choose another model than "
            + pin.model()
            + "; leave it out. A job declares substitutes in pin.substitutes.");
  }

  private @Nullable String otherModel(AskedRequest asked, Provider provider) {
    String pinned = "The run is pinned to " + pin.model();
    if (asked.modelTwice()) {
      return pinned + ", and the request names a model more than once.";
    }
    if (asked.model() == null) {
      return pinned + ", and the request names no model.";
    }
    if (!asked.model().equals(pin.model().model())) {
      return pinned
          + ", and the request asks for "
          + ModelNames.shown(asked.model())
          + "; set the agent's model to the pin, for titles and other side calls too.";
    }
    return provider.name().equals(pin.model().provider())
        ? null
        : pinned + ", and the request goes to the provider " + provider.name() + ".";
  }
}
