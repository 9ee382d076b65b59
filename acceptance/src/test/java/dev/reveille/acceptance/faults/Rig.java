package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.runlog.RunReader;
import dev.reveille.starter.Jobs;
import dev.reveille.starter.ReveilleClient;
import dev.reveille.starter.RunResult;
import dev.reveille.starter.schedule.ApplyReport;
import dev.reveille.starter.schedule.ScheduleApply;
import dev.reveille.starter.server.Namespaces;
import dev.reveille.worker.ReveilleWorker;
import dev.reveille.workflows.testing.DevServer;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The real server, the scripted provider, a folder of jobs, and a run log that outlives workers.
 */
final class Rig implements AutoCloseable {
  final DevServer server;
  final DrillProvider provider;
  final JobFolderOnDisk folder;
  final Path data;
  final Path runtime;
  final JdbcRunLog log;
  private @Nullable ReveilleWorker worker;

  private Rig(Path root, ProviderScript script) throws IOException {
    server = DevServer.start();
    Namespaces.prepare(server.stubs(), server.namespace());
    provider = DrillProvider.start(script);
    folder = JobFolderOnDisk.in(Files.createDirectories(root.resolve("jobs")), provider.address());
    data = Files.createDirectories(root.resolve("data"));
    runtime = Files.createTempDirectory("rv");
    log = RunLogs.open(RunLogSettings.sqlite(data));
  }

  static Rig in(Path root) throws IOException {
    return new Rig(root, ProviderScript.pleasant().requireKey(JobFolderOnDisk.SECRET));
  }

  static Rig in(Path root, ProviderScript script) throws IOException {
    return new Rig(root, script.requireKey(JobFolderOnDisk.SECRET));
  }

  /** Puts the folder's jobs on the server. */
  void apply() {
    ApplyReport report =
        ScheduleApply.on(server.stubs(), server.namespace())
            .apply(folder.read().jobs(), JobFolderOnDisk.OWNER, false);
    assertThat(report.good()).as(report.toString()).isTrue();
  }

  /** Starts a worker within this JVM. */
  ReveilleWorker work() throws IOException {
    return work(WorkerSetup.SEATS);
  }

  ReveilleWorker work(int seats) throws IOException {
    ReveilleWorker started =
        ReveilleWorker.start(
            server.stubs(),
            WorkerSetup.of(
                folder.read(), server.namespace(), data, runtime, seats, Duration.ofSeconds(1)),
            log,
            log);
    worker = started;
    return started;
  }

  /** Starts a worker in a JVM of its own. */
  WorkerProcess workApart() {
    return WorkerProcess.start(
        server.target(), server.namespace(), data, runtime, folder.dir(), Duration.ofSeconds(6));
  }

  Jobs jobs() {
    return client().jobs();
  }

  /** Starts a run of a job now. */
  RunKey start(String job) {
    return jobs().start(job).run();
  }

  /** Waits for a run's end, whatever it is. */
  RunResult awaitEnd(RunKey run) {
    return client().runs().attach(run).end();
  }

  private ReveilleClient client() {
    return ReveilleClient.of(server.stubs(), server.namespace(), JobFolderOnDisk.OWNER);
  }

  WorkflowStub stub(RunKey run) {
    return server
        .client()
        .newUntypedWorkflowStub(run.workflowId(), Optional.of(run.runId()), Optional.empty());
  }

  RunView view(RunKey run) {
    return log.find(run, 100_000).orElseThrow(() -> new AssertionError("no record of " + run));
  }

  /** The runs of a job, oldest first, whole. */
  List<RunView> runs(String job) {
    return log.list(new RunReader.Query(job, null, null, 1_000)).stream()
        .map(run -> view(key(run)))
        .sorted((a, b) -> a.due().compareTo(b.due()))
        .toList();
  }

  static RunKey key(RunView run) {
    return new RunKey(run.temporal().workflowId(), run.temporal().runId());
  }

  /** Waits until the record of a run is closed. */
  RunView settled(RunKey run, Duration limit) {
    Deadline.await(
        () -> run + " to be settled; it is " + log.find(run, 1_000),
        limit,
        () -> log.find(run, 0).map(view -> view.verdict() != null).orElse(false));
    return view(run);
  }

  /** Waits until something has happened to a run. */
  void awaitEvent(RunKey run, EventType event) {
    Deadline.await(
        () -> event + " of " + run + "; it is " + log.find(run, 1_000),
        Duration.ofSeconds(30),
        () ->
            log.find(run, 0).stream()
                .flatMap(view -> view.events().stream())
                .anyMatch(each -> each.event() == event));
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
    log.close();
    provider.close();
    server.close();
  }
}
