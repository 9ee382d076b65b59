package dev.reveille.acceptance.faults;

import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.starter.files.JobFolder;
import dev.reveille.worker.ReveilleWorker;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A worker as a program of its own, to be killed, or ended by SIGTERM: then it drains. */
final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] args) throws Exception {
    String address = args[0];
    String namespace = args[1];
    Path data = Path.of(args[2]);
    Path runtime = Path.of(args[3]);
    Duration drain = Duration.parse(args[5]);
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    JdbcRunLog log = RunLogs.open(RunLogSettings.sqlite(data));
    ReveilleWorker worker =
        ReveilleWorker.start(
            stubs,
            WorkerSetup.of(JobFolder.read(Path.of(args[4])), namespace, data, runtime, drain),
            log,
            log);
    CountDownLatch terminated = new CountDownLatch(1);
    CountDownLatch drained = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  terminated.countDown();
                  try {
                    drained.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  Runtime.getRuntime().halt(0);
                }));
    System.out.println(
        "ready, swept "
            + worker.swept().killed().size()
            + ", blind to "
            + worker.swept().blindSpot());
    terminated.await();
    worker.drain(drain);
    worker.close();
    log.close();
    stubs.shutdownNow();
    drained.countDown();
  }
}
