package dev.reveille.cli;

import dev.reveille.gateway.Gateway;
import dev.reveille.gateway.GatewayOptions;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.runlog.RunReader;
import dev.reveille.starter.files.JobFolder;
import dev.reveille.workflows.JobRunImpl;
import dev.reveille.workflows.Payloads;
import dev.reveille.workflows.Queues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Loads what the commands load, and exits: the launcher runs it once after a build, to have the JVM
 * keep the classes for quicker starts. It needs no server and leaves nothing behind.
 */
final class ClassTraining {
  private ClassTraining() {}

  /**
   * @param args the folder of a few job files
   */
  public static void main(String[] args) throws Exception {
    Path scratch = Files.createTempDirectory("reveille-training");
    try {
      commands(scratch);
      JobFolder.read(Path.of(args[0]));
      runLog(scratch);
      gateway(scratch);
      temporal();
    } finally {
      try (Stream<Path> files = Files.walk(scratch)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    System.exit(0);
  }

  private static void commands(Path scratch) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Main.run(new String[] {"runs", "--data", scratch.toString()}, nowhere, nowhere);
    Main.run(new String[] {"--help"}, nowhere, nowhere);
    Main.run(new String[] {"version", "-o", "json"}, nowhere, nowhere);
  }

  private static void runLog(Path scratch) {
    try (JdbcRunLog log = RunLogs.open(RunLogSettings.sqlite(scratch))) {
      log.list(new RunReader.Query(null, null, null, 10));
    }
  }

  private static void gateway(Path scratch) throws Exception {
    try (Gateway gateway =
        Gateway.start(
            GatewayOptions.defaults().socket(scratch.resolve("gw.sock")),
            new NoCalls(),
            name -> null,
            Clock.systemUTC())) {
      if (gateway.port() == 0) {
        throw new IllegalStateException("the gateway listens nowhere");
      }
    }
  }

  /** Everything up to the first call, which a server would have to answer. */
  private static void temporal() {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:1").build());
    WorkflowClient client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build());
    ScheduleClient.newInstance(stubs);
    WorkerFactory factory = WorkerFactory.newInstance(client);
    factory.newWorker(Queues.RUN).registerWorkflowImplementationTypes(JobRunImpl.class);
    try {
      stubs.healthCheck();
    } catch (RuntimeException nobodyThere) {
      factory.shutdownNow();
    }
    stubs.shutdownNow();
    stubs.awaitTermination(1, TimeUnit.SECONDS);
  }
}
