package dev.reveille.gateway.pace;

import dev.reveille.domain.settings.Provider;
import dev.reveille.domain.settings.Provider.Rate;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pacer in time that passes by hand, and requests to it. */
final class LaneFixture {
  static final Instant DUE = Instant.parse("2026-11-21T22:00:00Z");
  static final Duration SETTLE = PaceOptions.defaults().settle();
  static final Duration PATIENCE = Duration.ofMinutes(30);

  final HandTime time = new HandTime();
  final Pacer pacer = new Pacer(PaceOptions.defaults(), time, time, () -> 0);
  final Provider provider;

  LaneFixture() {
    this(0, Rate.UNLIMITED, Map.of());
  }

  LaneFixture(int maxConcurrent, Rate rate, Map<String, Rate> modelRates) {
    provider =
        new Provider(
            "openai",
            Provider.Api.OPENAI,
            URI.create("http://127.0.0.1:1"),
            null,
            Provider.Auth.KEY,
            null,
            false,
            maxConcurrent,
            Map.of(),
            null,
            rate,
            modelRates);
  }

  HandRequest ask() {
    return ask("job", DUE, "gpt-5.4-nano", PATIENCE);
  }

  HandRequest ask(String job, Instant due) {
    return ask(job, due, "gpt-5.4-nano", PATIENCE);
  }

  HandRequest ask(String job, Instant due, @Nullable String model, Duration patience) {
    HandRequest request = new HandRequest();
    pacer.enter(
        new Ask(provider, "key", job, due, model, pacer.patience(patience), refusal -> false),
        request);
    return request;
  }

  Ask asking(String key, String job, Patience patience) {
    return new Ask(provider, key, job, DUE, "gpt-5.4-nano", patience, refusal -> false);
  }

  /** A request that the provider lets in. */
  HandRequest good() {
    HandRequest request = ask();
    request.ticket().accepted();
    return request;
  }

  Outlook outlook(String run, Instant due) {
    return pacer.outlook(provider, "key", due, run);
  }

  LaneView view() {
    return pacer.views().get(0);
  }

  static Overload busy() {
    return Overload.answered(503, null);
  }
}
