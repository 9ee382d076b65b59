package dev.reveille.bench;

import dev.reveille.cli.temporal.EmbeddedTemporal;
import dev.reveille.cli.temporal.ServerSettings;
import dev.reveille.cli.temporal.TemporalBinary;
import dev.reveille.domain.settings.Provider;
import dev.reveille.domain.settings.Retention;
import dev.reveille.gateway.pace.PaceOptions;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.starter.server.Namespaces;
import dev.reveille.worker.ReveilleWorker;
import dev.reveille.worker.WorkerSettings;
import dev.reveille.workflows.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where both are measured: one embedded server on a database file, a Reveille worker and a bare one
 * in this JVM.
 */
public final class Site implements AutoCloseable {
  public static final String NAMESPACE = "default";
  static final String BARE_QUEUE = "bare";

  /** As many as are ever due on one tick here, so that no run waits for a seat. */
  static final int SEATS = 32;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final EmbeddedTemporal server;
  private final WorkflowServiceStubs stubs;
  private final JdbcRunLog log;
  private final ReveilleWorker worker;
  private final PlainSteps steps = new PlainSteps();

  /**
   * Starts it all. Blocks for some seconds.
   *
   * @param folder empty; the caller deletes it afterwards
   */
  Site(Path folder) throws Exception {
    this(folder, SEATS, Map.of(), PaceOptions.defaults());
  }

  /** The same, whose worker has so many seats, and may call providers. */
  public Site(Path folder, int seats, Map<String, Provider> providers, PaceOptions pace)
      throws Exception {
    this(folder, seats, null, providers, pace);
  }

  /**
   * The same for one agent at a time.
   *
   * @param builtin the folder of the built-in agent; null where it is not packaged
   */
  public Site(Path folder, @Nullable Path builtin, Map<String, Provider> providers)
      throws Exception {
    this(folder, 1, builtin, providers, PaceOptions.defaults());
  }

  private Site(
      Path folder,
      int seats,
      @Nullable Path builtin,
      Map<String, Provider> providers,
      PaceOptions pace)
      throws Exception {
    try {
      Path data = Files.createDirectories(folder.resolve("data"));
      Path binary = TemporalBinary.find(System.err::println);
      server = opened(EmbeddedTemporal.start(ServerSettings.of(binary, data).withoutUi()));
      stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build());
      opened(this::closeStubs);
      Namespaces.prepare(stubs, NAMESPACE);
      log = opened(RunLogs.open(RunLogSettings.sqlite(data)));
      worker =
          opened(
              ReveilleWorker.start(
                  stubs,
                  settings(folder, data, seats, providers, pace).shipping(builtin),
                  log,
                  log));
      WorkerFactory bare = WorkerFactory.newInstance(bareClient());
      var bareWorker = bare.newWorker(BARE_QUEUE);
      bareWorker.registerWorkflowImplementationTypes(BareRunImpl.class);
      bareWorker.registerActivitiesImplementations(steps);
      opened(
          () -> {
            bare.shutdownNow();
            bare.awaitTermination(5, TimeUnit.SECONDS);
          });
      bare.start();
      shaped();
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /** Queues as a Reveille worker has them: boots in a factory of their own. */
  private void shaped() {
    WorkerFactory rest = WorkerFactory.newInstance(client());
    var runs = rest.newWorker(ShapedRun.TYPE);
    runs.registerWorkflowImplementationTypes(ShapedRunImpl.class);
    runs.registerActivitiesImplementations((ShapedRun.Notes) what -> {});
    rest.newWorker(ShapedRun.HOST_QUEUE).registerActivitiesImplementations(new ShapedSteps(steps));
    WorkerFactory boots = WorkerFactory.newInstance(client());
    boots.newWorker(ShapedRun.BOOT_QUEUE).registerActivitiesImplementations(new ShapedSteps(steps));
    for (WorkerFactory factory : List.of(rest, boots)) {
      opened(
          () -> {
            factory.shutdownNow();
            factory.awaitTermination(5, TimeUnit.SECONDS);
          });
      factory.start();
    }
  }

  private static WorkerSettings settings(
      Path folder, Path data, int seats, Map<String, Provider> providers, PaceOptions pace)
      throws Exception {
    return new WorkerSettings(
        NAMESPACE,
        data,
        Files.createTempDirectory(folder, "r"),
        seats,
        Duration.ofSeconds(5),
        providers,
        Map.of(),
        name -> null,
        null,
        null,
        null,
        pace,
        WorkerSettings.SESSION_IDLE,
        null,
        Retention.USUAL);
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  private void closeStubs() {
    stubs.shutdownNow();
    stubs.awaitTermination(5, TimeUnit.SECONDS);
  }

  public WorkflowServiceStubs stubs() {
    return stubs;
  }

  public JdbcRunLog log() {
    return log;
  }

  PlainSteps steps() {
    return steps;
  }

  /** The server's process id. */
  public long serverPid() {
    return server.pid().orElseThrow();
  }

  /** Why runs are not in bubblewrap here; empty where they are. */
  public String shortfall() {
    return worker.isolations().shortfall().orElse("");
  }

  WorkflowClient bareClient() {
    return WorkflowClient.newInstance(
        stubs, WorkflowClientOptions.newBuilder().setNamespace(NAMESPACE).build());
  }

  WorkflowClient client() {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(NAMESPACE)
            .setDataConverter(Payloads.converter())
            .build());
  }

  @Override
  public void close() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
