package dev.reveille.gateway;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.pin.AskedRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that a call may be sent to.
 *
 * @param substitute it is tried in the place of the pinned model
 */
record Choice(ModelRef model, Provider provider, URI target, boolean substitute) {
  /**
   * The pinned model, then its substitutes in their order, as far as they speak the same dialect
   * and the attempt may call their providers.
   */
  static List<Choice> of(Grant grant, Exchange.Call call) {
    ModelPin pin = grant.pin();
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice(pin.model(), call.provider(), call.target(), false));
    if (!call.endpoint().asksModel()) {
      return choices;
    }
    for (ModelRef substitute : pin.substitutes()) {
      for (Provider provider : grant.providers()) {
        URI target = call.route().target(provider, call.query());
        if (provider.name().equals(substitute.provider())
            && provider.api() == call.provider().api()
            && target != null) {
          choices.add(new Choice(substitute, provider, target, true));
        }
      }
    }
    return choices;
  }

  /** The body to send: for a substitute the request as it is but for the model's name. */
  byte[][] body(Body body, @Nullable AskedRequest asked) {
    AskedRequest.Place place = asked == null ? null : asked.modelAt();
    return substitute && place != null
        ? body.spliced(place.start(), place.end(), model.model())
        : body.pieces();
  }
}
