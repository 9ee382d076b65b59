package dev.reveille.acceptance.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.acceptance.cli.GateCall;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.BootReader;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One worker with the agents from npm, on which each job of a roster is started once. */
final class Barracks implements AutoCloseable {
  private static final int SEATS = 4;

  /** As it is packaged. */
  private static final Path BUILTIN =
      Path.of("../cli/target/dist/agent").toAbsolutePath().normalize();

  private final DevServer server = DevServer.start();
  private final Path folder;
  private final Path data;
  private final ScheduleClient schedules;
  private final JdbcRunLog log;
  private final ReveilleWorker worker;

  Barracks(Roster roster) throws Exception {
    this(roster, Map.of());
  }

  /**
   * @param variables of the worker's environment, beside the provider's key
   */
  Barracks(Roster roster, Map<String, String> variables) throws Exception {
    folder = roster.folder();
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("DRILL_KEY", Roster.SECRET);
    roster.write();
    FolderReading reading = JobFolder.read(folder);
    assertThat(reading.errors()).isEmpty();
    data = Files.createDirectories(folder.resolve("data"));
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
                    environment::get,
                    null,
                    null)
                .shipping(BUILTIN)
                .keepingSessions(Duration.ofMillis(1)),
            log,
            log);
    ScheduleApply.on(server.stubs(), server.namespace()).apply(reading.jobs(), "real", false);
    schedules = ScheduleClient.newInstance(server.stubs());
    reading.jobs().forEach(job -> trigger(job.definition().id()));
  }

  /** A gate over the roster's agents, booted by this worker. */
  GateCall gate() {
    return new GateCall(folder, data, server.target());
  }

  /** The boots of an agent, newest first. */
  List<BootSample> boots(String agent) {
    return log.boots()
        .samples(new BootReader.Query(null, agent, null, null, null, null, null, 100));
  }

  void trigger(String job) {
    schedules.getHandle("reveille/" + job).trigger();
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

  /** Waits until no agent of a shared session is kept that has no turn. */
  void awaitNoIdleSession() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (worker.idleSessions() > 0) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(worker.idleSessions() + " idle sessions within 1 min");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  RunView settled(String job) throws InterruptedException {
    return settled(job, 1);
  }

  /** Waits for the end of the job's run of that number, from 1, and of all before it. */
  RunView settled(String job, int number) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (System.nanoTime() < deadline) {
      List<RunView> ended =
          log.list(new RunReader.Query(job, null, null, 10)).stream()
              .filter(run -> run.status().ended())
              .toList();
      if (ended.size() >= number) {
        return log.find(key(ended.get(0)), 10_000).orElseThrow();
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError(job + " had no " + number + " runs that ended within 5 min");
  }

  private static RunKey key(RunView run) {
    return new RunKey(run.temporal().workflowId(), run.temporal().runId());
  }

  @Override
  public void close() {
    worker.close();
    log.close();
    server.close();
  }
}
