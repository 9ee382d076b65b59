package dev.reveille.worker.metrics;

import dev.reveille.gateway.pace.BreakerState;
import dev.reveille.gateway.pace.LaneView;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** How requests are paced, by provider; asked for when the figures are. */
final class LaneMetrics {
  private final MeterRegistry registry;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private volatile Supplier<List<LaneView>> lanes = List::of;

  LaneMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void of(Supplier<List<LaneView>> lanes) {
    this.lanes = lanes;
  }

  /** To be called before each scrape: providers come one by one, as they are first asked. */
  void refresh() {
    for (LaneView lane : lanes.get()) {
      if (known.add(lane.provider())) {
        register(lane.provider());
      }
    }
  }

  private void register(String provider) {
    gauge(provider, "waiting", "Requests that wait for the provider", LaneView::waiting);
    gauge(provider, "under.way", "Requests under way to the provider", LaneView::underWay);
    gauge(provider, "limit", "Requests let out at once at this moment", LaneView::limit);
    gauge(
        provider,
        "closed",
        "1 while none goes out to the provider, for its overload",
        lane -> lane.breaker() == BreakerState.CLOSED ? 0 : 1);
    counter(provider, "sends", "Requests let out, repeated ones each time", LaneView::sent);
    counter(
        provider, "overloads", "Requests that the provider refused for load", LaneView::refused);
    counter(provider, "given.up", "Requests that outwaited their patience", LaneView::gaveUp);
  }

  private void gauge(String provider, String name, String what, ToDoubleFunction<LaneView> figure) {
    Gauge.builder("reveille.gateway." + name, this, self -> self.sum(provider, figure))
        .description(what)
        .tags("provider", provider)
        .register(registry);
  }

  private void counter(
      String provider, String name, String what, ToDoubleFunction<LaneView> figure) {
    FunctionCounter.builder("reveille.gateway." + name, this, self -> self.sum(provider, figure))
        .description(what)
        .tags("provider", provider)
        .register(registry);
  }

  /** A provider has one lane for each of its keys. */
  private double sum(String provider, ToDoubleFunction<LaneView> figure) {
    return lanes.get().stream()
        .filter(lane -> lane.provider().equals(provider))
        .mapToDouble(figure)
        .sum();
  }
}
