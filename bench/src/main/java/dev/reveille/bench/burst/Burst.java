package dev.reveille.bench.burst;

import dev.reveille.bench.Site;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.settings.Provider;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import dev.reveille.gateway.pace.PaceOptions;
import dev.reveille.runlog.RunReader;
import dev.reveille.starter.schedule.ScheduleApply;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Scenarios one after the other, each with a provider of its own, on one server and worker. Blocks
 * as long as the scenarios take.
 */
final class Burst implements AutoCloseable {
  private static final Duration AHEAD = Duration.ofSeconds(5);
  private static final Duration GIVEN_UP = Duration.ofMinutes(5);

  private final double scale;
  private final Path folder;
  private final Map<Scenario, DrillProvider> providers = new HashMap<>();
  private final Site site;

  Burst(Path folder, double scale, int seats, List<Scenario> scenarios) throws Exception {
    this.folder = folder;
    this.scale = scale;
    Map<String, Provider> known = new HashMap<>();
    for (Scenario scenario : scenarios) {
      DrillProvider provider = DrillProvider.start(ProviderScript.pleasant());
      providers.put(scenario, provider);
      known.put(scenario.name(), at(scenario.name(), provider));
    }
    site = new Site(folder, seats, known, PaceOptions.defaults().scaled(scale));
  }

  private static Provider at(String name, DrillProvider provider) {
    return new Provider(
        name,
        Provider.Api.OPENAI,
        URI.create(provider.address()),
        null,
        Provider.Auth.KEY,
        null,
        false,
        0,
        Map.of(),
        null,
        Provider.Rate.UNLIMITED,
        Map.of());
  }

  Outcome run(Scenario scenario) throws Exception {
    DrillProvider provider = Objects.requireNonNull(providers.get(scenario));
    Instant due = Instant.now().plus(AHEAD);
    List<PlannedJob> jobs =
        IntStream.range(0, Scenario.JOBS)
            .mapToObj(
                i ->
                    new PlannedJob(
                        BurstJob.of(
                            scenario.name() + "-" + i, folder.toString(), scenario.name(), due),
                        true))
            .toList();
    scenario.begin(provider, scale);
    ScheduleApply.on(site.stubs(), Site.NAMESPACE).apply(jobs, BurstJob.OWNER, false);
    Duration change = scenario.change();
    if (change != null) {
      sleepUntil(due.plus(Scenario.scaled(change, scale)));
      scenario.change(provider, scale);
    }
    Duration ideal = Scenario.scaled(scenario.ideal(), scale);
    List<RunView> runs = settled(scenario, due.plus(ideal).plus(GIVEN_UP));
    return outcome(scenario, provider, runs, due, ideal);
  }

  private List<RunView> settled(Scenario scenario, Instant limit) throws InterruptedException {
    RunReader log = site.log();
    while (true) {
      List<RunView> runs =
          log.list(new RunReader.Query(null, null, null, 1_000)).stream()
              .filter(run -> run.job().startsWith(scenario.name() + "-"))
              .toList();
      boolean all =
          runs.size() == Scenario.JOBS && runs.stream().allMatch(run -> run.verdict() != null);
      if (all || Instant.now().isAfter(limit)) {
        return runs;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private Outcome outcome(
      Scenario scenario, DrillProvider provider, List<RunView> runs, Instant due, Duration ideal) {
    int good = 0;
    int deferred = 0;
    Instant last = due;
    for (RunView listed : runs) {
      RunKey key = new RunKey(listed.temporal().workflowId(), listed.temporal().runId());
      RunView run = site.log().find(key, 0).orElseThrow();
      if ("OK".equals(run.verdict())) {
        good++;
      } else {
        System.out.println(run.run() + ": " + run.verdict() + ": " + run.message());
      }
      deferred +=
          (int) run.events().stream().filter(event -> event.event() == EventType.DEFERRED).count();
      for (ModelCall call : site.log().modelCalls(key)) {
        Instant end = call.endedAt();
        last = end != null && end.isAfter(last) ? end : last;
      }
    }
    int refused =
        (int)
            provider.requests().stream()
                .filter(request -> request.status() == 503 || request.status() == 429)
                .count();
    return new Outcome(
        scenario,
        good,
        provider.requests().size(),
        refused,
        Duration.between(due, last),
        ideal,
        deferred);
  }

  private static void sleepUntil(Instant time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(Math.max(0, Duration.between(Instant.now(), time).toMillis()));
  }

  @Override
  public void close() throws Exception {
    try {
      site.close();
    } finally {
      providers.values().forEach(DrillProvider::close);
    }
  }
}
