package dev.reveille.worker;

import dev.reveille.activities.lease.Seats;
import dev.reveille.workflows.AlertActivity;
import dev.reveille.workflows.AlertInboxImpl;
import dev.reveille.workflows.AttachActivity;
import dev.reveille.workflows.BootActivity;
import dev.reveille.workflows.BootProbeImpl;
import dev.reveille.workflows.CheckActivity;
import dev.reveille.workflows.ExecuteActivity;
import dev.reveille.workflows.JobRunImpl;
import dev.reveille.workflows.LedgerActivity;
import dev.reveille.workflows.LedgerImpl;
import dev.reveille.workflows.ProbeActivity;
import dev.reveille.workflows.Queues;
import dev.reveille.workflows.RecordActivity;
import dev.reveille.workflows.ResultActivity;
import dev.reveille.workflows.ResultDeliveryImpl;
import dev.reveille.workflows.SessionActivity;
import dev.reveille.workflows.SessionQueueImpl;
import dev.reveille.workflows.StandingActivity;
import dev.reveille.workflows.VersionedAlertInbox;
import dev.reveille.workflows.VersionedLedger;
import dev.reveille.workflows.VersionedSessionQueue;
import io.temporal.client.WorkflowClient;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.ActivitySlotInfo;
import io.temporal.worker.tuning.CompositeTuner;
import io.temporal.worker.tuning.FixedSizeSlotSupplier;
import io.temporal.worker.tuning.SlotSupplier;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The three Temporal workers of a host. Boots have a factory of their own, since a draining host
 * stops taking boots long before it stops answering for what it holds.
 */
final class TemporalWorkers {
  /** A cancel or a terminate is learned at the next heartbeat that is really sent. */
  private static final Duration HEARTBEAT_THROTTLE = Duration.ofSeconds(3);

  private static final int UNLIMITED = 10_000;
  private static final int WORKFLOW_TASKS = 100;

  private final WorkerFactory boots;
  private final WorkerFactory rest;

  private TemporalWorkers(WorkerFactory boots, WorkerFactory rest) {
    this.boots = boots;
    this.rest = rest;
  }

  /** What each queue's tasks are done by. */
  record Activities(
      BootActivity boot,
      ProbeActivity probe,
      AttachActivity attach,
      SessionActivity session,
      ExecuteActivity execute,
      CheckActivity check,
      RecordActivity record,
      AlertActivity alert,
      StandingActivity standing,
      LedgerActivity ledger,
      ResultActivity result) {}

  static TemporalWorkers create(
      WorkflowClient client,
      String hostQueue,
      Seats seats,
      Activities activities,
      WorkerSettings.@Nullable Deployment deployment) {
    WorkerFactory rest = WorkerFactory.newInstance(client);
    Worker run =
        rest.newWorker(Queues.RUN, versioned(WorkerOptions.newBuilder(), deployment).build());
    run.registerWorkflowImplementationTypes(
        JobRunImpl.class,
        BootProbeImpl.class,
        ResultDeliveryImpl.class,
        deployment == null ? AlertInboxImpl.class : VersionedAlertInbox.class,
        deployment == null ? LedgerImpl.class : VersionedLedger.class,
        deployment == null ? SessionQueueImpl.class : VersionedSessionQueue.class);
    run.registerActivitiesImplementations(
        activities.record(),
        activities.alert(),
        activities.standing(),
        activities.ledger(),
        activities.result(),
        activities.session());
    // Unversioned on purpose: a lease belongs to a host, whatever build drives the run.
    Worker host =
        rest.newWorker(hostQueue, options(new FixedSizeSlotSupplier<>(UNLIMITED)).build());
    host.registerActivitiesImplementations(
        activities.attach(), activities.execute(), activities.check());

    WorkerFactory boots = WorkerFactory.newInstance(client);
    // Versioned, so that a run's boot is made by its own build: a build is gated by what it boots.
    Worker boot = boots.newWorker(Queues.BOOT, versioned(options(seats), deployment).build());
    boot.registerActivitiesImplementations(activities.boot(), activities.probe());
    return new TemporalWorkers(boots, rest);
  }

  private static WorkerOptions.Builder versioned(
      WorkerOptions.Builder options, WorkerSettings.@Nullable Deployment deployment) {
    return deployment == null
        ? options
        : options.setDeploymentOptions(
            WorkerDeploymentOptions.newBuilder()
                .setUseVersioning(true)
                .setVersion(new WorkerDeploymentVersion(deployment.name(), deployment.buildId()))
                .setDefaultVersioningBehavior(VersioningBehavior.PINNED)
                .build());
  }

  private static WorkerOptions.Builder options(SlotSupplier<ActivitySlotInfo> activities) {
    return WorkerOptions.newBuilder()
        .setMaxHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
        .setDefaultHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
        .setWorkerTuner(
            new CompositeTuner(
                new FixedSizeSlotSupplier<>(WORKFLOW_TASKS),
                activities,
                new FixedSizeSlotSupplier<>(WORKFLOW_TASKS),
                new FixedSizeSlotSupplier<>(1)));
  }

  void start() {
    rest.start();
    boots.start();
  }

  /** Takes no more boots; boots under way go on. Returns at once. */
  void stopBoots() {
    boots.shutdown();
  }

  /** Whether, after {@link #stopBoots}, the last boot has ended. */
  boolean bootsAreDone() {
    return boots.isTerminated();
  }

  /** Stops everything, waiting for tasks under way. */
  void stop(Duration patience) {
    boots.shutdownNow();
    rest.shutdown();
    rest.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (!rest.isTerminated()) {
      rest.shutdownNow();
      rest.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
    boots.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
