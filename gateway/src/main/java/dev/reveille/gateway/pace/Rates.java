package dev.reveille.gateway.pace;

import dev.reveille.domain.settings.Provider;
import java.util.HashMap;
import java.util.Map;

/** A provider's rate over all models, and those of single models. Not thread-safe. */
final class Rates {
  private final MinuteRate all;
  private final Map<String, MinuteRate> models = new HashMap<>();
  private final MinuteRate unlimited = new MinuteRate(Provider.Rate.UNLIMITED);

  Rates(Provider provider) {
    this.all = new MinuteRate(provider.rate());
    provider.modelRates().forEach((model, rate) -> models.put(model, new MinuteRate(rate)));
  }

  /** When the next request may go, of whichever model: now, or later. */
  long next(long now) {
    return all.next(now);
  }

  /** When the next request for the ticket's model may go. */
  long next(Ticket ticket, long now) {
    return own(ticket).next(now);
  }

  void sent(Ticket ticket, long now) {
    all.sent(now);
    own(ticket).sent(now);
  }

  void ended(Ticket ticket, long now, long tokens) {
    all.ended(now, tokens);
    own(ticket).ended(now, tokens);
  }

  private MinuteRate own(Ticket ticket) {
    return models.getOrDefault(String.valueOf(ticket.ask.model()), unlimited);
  }
}
