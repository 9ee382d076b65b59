package dev.reveille.acceptance.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.drill.DrillProvider;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.runlog.RunReader;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.JobFolder;
import dev.reveille.starter.schedule.ScheduleApply;
import dev.reveille.starter.server.Namespaces;
import dev.reveille.worker.ReveilleWorker;
import dev.reveille.worker.WorkerSettings;
import dev.reveille.workflows.testing.DevServer;
import io.temporal.client.schedules.ScheduleClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One worker, and a job with a provider of its own for each agent and scenario. */
final class Barracks implements AutoCloseable {
  private static final String SECRET = "drill-key-that-no-agent-sees";
  private static final int SEATS = 4;

  private final Path folder;
  private final DevServer server = DevServer.start();
  private final Map<String, DrillProvider> providers = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>(Map.of("DRILL_KEY", SECRET));
  private final JdbcRunLog log;
  private final ReveilleWorker worker;

  Barracks(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(folder.resolve("jobs"));
    StringBuilder settings = new StringBuilder("owner: real\nproviders:\n");
    for (RealAgent agent : RealAgent.values()) {
      agent.install();
      Path home = folder.resolve("login-" + agent.word());
      agent.logIn(home);
      variables.put(agent.loginVariable(), home.toString());
      for (Scenario scenario : Scenario.values()) {
        if (scenario.fits(agent)) {
          settings.append(job(agent, scenario));
        }
      }
    }
    Files.writeString(folder.resolve("reveille.yaml"), settings);
    FolderReading reading = JobFolder.read(folder);
    assertThat(reading.errors()).isEmpty();
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.createSymbolicLink(data.resolve("agents"), InstalledAgents.folder());
    Namespaces.prepare(server.stubs(), server.namespace());
    log = RunLogs.open(RunLogSettings.sqlite(data));
    worker =
        ReveilleWorker.start(
            server.stubs(),
            new WorkerSettings(
                server.namespace(),
                data,
                Files.createTempDirectory("rv"),
                SEATS,
                Duration.ofSeconds(5),
                reading.settings().providers(),
                Map.of(),
                variables::get,
                null,
                null),
            log,
            log);
    ScheduleApply.on(server.stubs(), server.namespace()).apply(reading.jobs(), "real", false);
    ScheduleClient schedules = ScheduleClient.newInstance(server.stubs());
    reading
        .jobs()
        .forEach(job -> schedules.getHandle("reveille/" + job.definition().id()).trigger());
  }

  /** Writes the job and starts its provider; returns the provider's line of the settings. */
  private String job(RealAgent agent, Scenario scenario) throws IOException {
    String id = agent.job(scenario);
    boolean login = scenario.usesLogin();
    DrillProvider provider = DrillProvider.start(scenario.script(login ? agent.login() : SECRET));
    providers.put(id, provider);
    Path workspace = Files.createDirectories(folder.resolve("work-" + id));
    for (Map.Entry<String, String> file : scenario.files().entrySet()) {
      Files.writeString(workspace.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(
        folder.resolve("jobs/" + id + ".yaml"),
        """
        name: %1$s
        agent: %2$s
        schedule: {kind: every, every: 1h, stagger: 0s}
        workspace: work-%1$s
        isolation: bubblewrap
        payload: {kind: agentTurn, message: Run the tool and tell me what it said., model: %1$s/pinned-model}
        boot: {timeout: 60s, retry: {maxAttempts: 1}}
        execute: {timeout: %3$s}
        """
                .formatted(id, agent.word(), scenario.limit())
            + agent.jobFields()
            + scenario.jobFields(agent));
    return "  %s: {api: %s, baseUrl: \"%s\", %s}\n"
        .formatted(
            id,
            agent.dialect(),
            provider.address(),
            login ? "keyFrom: agent" : "keyEnv: DRILL_KEY");
  }

  DrillProvider provider(String job) {
    return providers.get(job);
  }

  /** What the job's shell tool left behind, if it ran. */
  Path ran(String job) {
    return workspace(job).resolve("ran.txt");
  }

  Path workspace(String job) {
    return folder.resolve("work-" + job);
  }

  List<ModelCall> calls(RunView run) {
    return log.modelCalls(key(run));
  }

  /** Waits for a call of the job's first run that is over, of that judgement. */
  ModelCall ended(String job, CallJudgement judgement) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (System.nanoTime() < deadline) {
      Optional<ModelCall> call =
          log.list(new RunReader.Query(job, null, null, 10)).stream()
              .flatMap(run -> calls(run).stream())
              .filter(each -> each.judgement() == judgement)
              .findFirst();
      if (call.isPresent()) {
        return call.get();
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(job + " made no call of judgement " + judgement + " within 2 min");
  }

  /** All that the agent was heard to say, as far as the run log holds it. */
  String transcript(RunView run) {
    return log.output(key(run), 0, 0, 10_000).stream()
        .map(OutputChunk::text)
        .collect(Collectors.joining());
  }

  RunView settled(String job) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (System.nanoTime() < deadline) {
      Optional<RunView> ended =
          log.list(new RunReader.Query(job, null, null, 10)).stream()
              .filter(run -> run.status().ended())
              .findFirst();
      if (ended.isPresent()) {
        return log.find(key(ended.get()), 10_000).orElseThrow();
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError(job + " had no run that ended within 5 min");
  }

  private static RunKey key(RunView run) {
    return new RunKey(run.temporal().workflowId(), run.temporal().runId());
  }

  @Override
  public void close() {
    worker.close();
    log.close();
    providers.values().forEach(DrillProvider::close);
    server.close();
  }
}
