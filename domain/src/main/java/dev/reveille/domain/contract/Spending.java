package dev.reveille.domain.contract;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.settings.ModelPrice;
import dev.reveille.domain.settings.Provider;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds up what the calls of a run took. */
public final class Spending {
  private final @Nullable ModelPin pin;
  private final Map<String, Provider> providers;

  private Spending(@Nullable ModelPin pin, Map<String, Provider> providers) {
    this.pin = pin;
    this.providers = providers;
  }

  /**
   * The tokens and their cost; a token counts in full, whether or not it came from a cache.
   *
   * @param pin of the run, whose substitutes may be another provider's
   * @param providers with their prices
   */
  public static Work.Spent of(
      List<ModelCall> calls, @Nullable ModelPin pin, Map<String, Provider> providers) {
    return new Spending(pin, providers).of(calls);
  }

  private Work.Spent of(List<ModelCall> calls) {
    Long tokens = null;
    BigDecimal cost = BigDecimal.ZERO;
    Set<String> unpriced = new LinkedHashSet<>();
    for (ModelCall call : calls) {
      Long in = call.answer().inputTokens();
      Long out = call.answer().outputTokens();
      if (in == null && out == null) {
        continue;
      }
      long input = in == null ? 0 : in;
      long output = out == null ? 0 : out;
      tokens = (tokens == null ? 0 : tokens) + input + output;
      Optional<ModelPrice> price = price(call);
      if (price.isPresent()) {
        cost = cost.add(price.get().of(input, output));
      } else {
        unpriced.add(call.provider() + "/" + name(call));
      }
    }
    return new Work.Spent(tokens, cost, List.copyOf(unpriced));
  }

  /** Of the model that answered, whoever's it is; else of the one that was asked for. */
  private Optional<ModelPrice> price(ModelCall call) {
    return Stream.of(call.answered(), call.asked())
        .filter(Objects::nonNull)
        .flatMap(model -> houses(call).map(house -> house.price(model)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The record names the provider that was asked first, also where another's substitute spoke. */
  private Stream<Provider> houses(ModelCall call) {
    Stream<String> substitutes =
        pin == null ? Stream.of() : pin.substitutes().stream().map(ModelRef::provider);
    return Stream.concat(Stream.of(call.provider()), substitutes)
        .distinct()
        .map(providers::get)
        .filter(Objects::nonNull);
  }

  private static String name(ModelCall call) {
    String answered = call.answered();
    return answered == null ? String.valueOf(call.asked()) : answered;
  }
}
