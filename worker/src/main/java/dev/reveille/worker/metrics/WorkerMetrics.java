package dev.reveille.worker.metrics;

import dev.reveille.domain.run.ModelCall;
import dev.reveille.gateway.pace.LaneView;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunReader;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one process, over all workers that it starts one after another. Labels hold job
 * ids, provider names and our own words alone: nothing that an agent or a provider says, so that
 * their number is bounded and no secret gets in. Thread-safe.
 */
public final class WorkerMetrics {
  private static final String ELSEWHERE = "unknown";
  private static final Duration[] BOOTS = seconds(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120);
  private static final Duration[] TURNS = seconds(1, 5, 15, 30, 60, 120, 300, 600, 1200, 3600);
  private static final Duration[] CALLS = seconds(0.1, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LaneMetrics lanes = new LaneMetrics(registry);
  private volatile IntSupplier agents = () -> 0;

  public WorkerMetrics() {
    Gauge.builder("reveille.agents", () -> agents.getAsInt())
        .description("Agents that this worker keeps now")
        .register(registry);
  }

  /** All figures in the text form that Prometheus reads. */
  public String scrape() {
    lanes.refresh();
    return registry.scrape();
  }

  /** Where to ask how many agents are kept; replaces whom was asked before. */
  public void agents(IntSupplier kept) {
    agents = kept;
  }

  /** Where to ask how requests to providers are paced; replaces whom was asked before. */
  public void lanes(Supplier<List<LaneView>> views) {
    lanes.of(views);
  }

  /**
   * A run log that counts what is written to it.
   *
   * @param providers those that are named in labels; any other is {@value #ELSEWHERE}
   */
  public RunLog counting(RunLog log, RunReader reader, Set<String> providers) {
    return new MeteredRunLog(log, reader, this, providers);
  }

  void settled(String job, String verdict) {
    Counter.builder("reveille.runs")
        .description("Runs whose record was closed, by job and verdict")
        .tags("job", job, "verdict", verdict)
        .register(registry)
        .increment();
  }

  void missed(String job) {
    Counter.builder("reveille.slots.missed")
        .description("Slots that should have run and did not, by job")
        .tags("job", job)
        .register(registry)
        .increment();
  }

  void queued(Duration waited) {
    timer("reveille.queue", "How long boots waited for a seat", BOOTS).record(waited);
  }

  void booted(String outcome, Duration took) {
    timer("reveille.boot", "How long boots took", BOOTS, "outcome", outcome).record(took);
  }

  void executed(String outcome, Duration took) {
    timer("reveille.execute", "How long agents worked", TURNS, "outcome", outcome).record(took);
  }

  /** A call that has ended. */
  void called(ModelCall call, Instant ended, Set<String> known) {
    String provider = known.contains(call.provider()) ? call.provider() : ELSEWHERE;
    String outcome = call.judgement().name().toLowerCase(Locale.ROOT);
    Counter.builder("reveille.gateway.requests")
        .description("Requests of agents at the gateway, by what became of them")
        .tags("provider", provider, "outcome", outcome)
        .register(registry)
        .increment();
    if (call.refused()) {
      return;
    }
    timer("reveille.gateway.call", "Requests from first to last byte", CALLS, "provider", provider)
        .record(Duration.between(call.startedAt(), ended));
    tokens(provider, "input", call.answer().inputTokens());
    tokens(provider, "output", call.answer().outputTokens());
  }

  private void tokens(String provider, String direction, @Nullable Long tokens) {
    if (tokens != null && tokens > 0) {
      Counter.builder("reveille.gateway.tokens")
          .description("Tokens as the providers count them")
          .tags("provider", provider, "direction", direction)
          .register(registry)
          .increment(tokens);
    }
  }

  private Timer timer(String name, String what, Duration[] buckets, String... tags) {
    return Timer.builder(name)
        .description(what)
        .serviceLevelObjectives(buckets)
        .tags(tags)
        .register(registry);
  }

  private static Duration[] seconds(double... values) {
    Duration[] durations = new Duration[values.length];
    for (int i = 0; i < values.length; i++) {
      durations[i] = Duration.ofMillis((long) (values[i] * 1_000));
    }
    return durations;
  }
}
