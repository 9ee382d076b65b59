package dev.reveille.bench.agents;

import dev.reveille.bench.Site;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import dev.reveille.runlog.RunReader;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.JobFolder;
import dev.reveille.starter.schedule.ScheduleApply;
import io.temporal.client.schedules.ScheduleClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One worker and a provider that answers at once; runs go one at a time. */
final class Boots implements AutoCloseable {
  private static final long GIVEN_UP_SECONDS = 300;

  private final DrillProvider provider = DrillProvider.start(ProviderScript.pleasant());
  private final Site site;
  private final TreeMemory memory;
  private final ScheduleClient schedules;

  /**
   * @param folder empty; the caller deletes it afterwards
   * @param installed agents as a worker's data folder holds them
   * @param builtin the folder of the built-in agent; null where it is not packaged
   */
  Boots(Path folder, Path installed, @Nullable Path builtin, List<String> agents) throws Exception {
    Files.createDirectories(folder.resolve("jobs"));
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.createSymbolicLink(data.resolve("agents"), installed.toAbsolutePath());
    Files.writeString(
        folder.resolve("reveille.yaml"),
        """
        owner: bench
        providers:
          openai: {api: openai, baseUrl: "%1$s"}
          anthropic: {api: anthropic, baseUrl: "%1$s"}
        """
            .formatted(provider.address()));
    for (String agent : agents) {
      job(folder, agent);
    }
    FolderReading reading = JobFolder.read(folder);
    if (reading.hasErrors()) {
      throw new IllegalStateException(reading.errors().toString());
    }
    site =
        new Site(
            folder,
            builtin == null ? null : builtin.toAbsolutePath(),
            reading.settings().providers());
    memory = new TreeMemory(site.serverPid());
    ScheduleApply.on(site.stubs(), Site.NAMESPACE).apply(reading.jobs(), "bench", false);
    schedules = ScheduleClient.newInstance(site.stubs());
  }

  private static void job(Path folder, String agent) throws IOException {
    Files.writeString(
        folder.resolve("jobs/" + agent + ".yaml"),
        """
        name: %s
        agent: %s
        schedule: {kind: every, every: 100d}
        overlap: bufferOne
        permissions: allow
        expect: {tools: {atLeast: 0}}
        payload: {kind: agentTurn, message: Say good morning., model: %s/parade-1}
        boot: {timeout: 3m, retry: {maxAttempts: 1}}
        execute: {timeout: 3m}
        """
            .formatted(agent, agent, agent.equals("claude") ? "anthropic" : "openai"));
  }

  /** Runs the agent once. Blocks until the run is over. */
  Booted run(String agent) throws InterruptedException {
    int before = runs(agent).size();
    memory.peak();
    schedules.getHandle("reveille/" + agent).trigger();
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(GIVEN_UP_SECONDS);
    while (System.nanoTime() < limit) {
      List<RunView> runs = runs(agent);
      if (runs.size() > before && runs.get(0).verdict() != null) {
        return of(runs.get(0));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException(agent + " did not end within " + GIVEN_UP_SECONDS + " s");
  }

  private Booted of(RunView listed) {
    RunKey key = new RunKey(listed.temporal().workflowId(), listed.temporal().runId());
    RunView run = site.log().find(key, 0).orElseThrow();
    if (!"OK".equals(run.verdict())) {
      throw new IllegalStateException(run.run() + ": " + run.verdict() + ": " + run.message());
    }
    return Booted.of(run, memory.peak());
  }

  private List<RunView> runs(String agent) {
    return site.log().list(new RunReader.Query(agent, null, null, 10_000));
  }

  /** Why runs are not in bubblewrap here; empty where they are. */
  String shortfall() {
    return site.shortfall();
  }

  @Override
  public void close() throws Exception {
    memory.close();
    try {
      site.close();
    } finally {
      provider.close();
    }
  }
}
