package dev.reveille.cli.gate;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.reveille.cli.session.Failure;
import dev.reveille.workflows.Queues;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo.WorkerDeploymentVersionSummary;
import io.temporal.api.deployment.v1.WorkerDeploymentVersion;
import io.temporal.api.enums.v1.RoutingConfigUpdateState;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentResponse;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentVersionRequest;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentRampingVersionRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The builds of a worker deployment: which one new runs go to. Runs that are under way stay where
 * they are, whatever is changed here. Each change is made to the deployment as it was looked at
 * last: if somebody else changed it meanwhile, the server refuses.
 */
final class Deployments {
  private static final String IDENTITY = "reveille gate";

  /** Whoever deploys starts the worker a moment before the gate. */
  private static final int LOOKS = 60;

  private static final int PAUSE_MILLIS = 500;

  private final WorkflowServiceStubs stubs;
  private final String namespace;
  private final String deployment;

  Deployments(WorkflowServiceStubs stubs, String namespace, String deployment) {
    this.stubs = stubs;
    this.namespace = namespace;
    this.deployment = deployment;
  }

  /** How a deployment stands. */
  record Standing(WorkerDeploymentInfo info, ByteString token) {
    /** The build that new runs go to; empty where they go to workers without versions. */
    Optional<String> current() {
      return name(info.getRoutingConfig().getCurrentDeploymentVersion().getBuildId());
    }

    /** The build that a share of the new runs goes to. */
    Optional<String> ramping() {
      return name(info.getRoutingConfig().getRampingDeploymentVersion().getBuildId());
    }

    boolean knows(String build) {
      return info.getVersionSummariesList().stream()
          .anyMatch(version -> version.getDeploymentVersion().getBuildId().equals(build));
    }

    /** The build that was current before the present one. */
    Optional<String> former() {
      String now = current().orElse("");
      return info.getVersionSummariesList().stream()
          .filter(WorkerDeploymentVersionSummary::hasLastCurrentTime)
          .filter(version -> !version.getDeploymentVersion().getBuildId().equals(now))
          .max(
              Comparator.comparing(
                  WorkerDeploymentVersionSummary::getLastCurrentTime, Timestamps.comparator()))
          .map(version -> version.getDeploymentVersion().getBuildId());
    }

    private static Optional<String> name(String build) {
      return build.isEmpty() ? Optional.empty() : Optional.of(build);
    }
  }

  /**
   * How it stands as soon as the build polls. Blocks for half a minute at most.
   *
   * @throws Failure if it does not by then
   */
  Standing whenPolled(Build build) throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      try {
        return of(build);
      } catch (Failure notYet) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
    return of(build);
  }

  /**
   * How it stands now.
   *
   * @throws Failure if there is none of that name, or it does not know the build
   */
  Standing of(Build build) {
    try {
      DescribeWorkerDeploymentResponse described = describe();
      Standing standing =
          new Standing(described.getWorkerDeploymentInfo(), described.getConflictToken());
      if (!standing.knows(build.id()) || !boots(build)) {
        throw unknown(build);
      }
      return standing;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        throw unknown(build);
      }
      throw e;
    }
  }

  /** Whether its workers take boots; before they do, another build would be measured. */
  private boolean boots(Build build) {
    return stubs
        .blockingStub()
        .describeWorkerDeploymentVersion(
            DescribeWorkerDeploymentVersionRequest.newBuilder()
                .setNamespace(namespace)
                .setDeploymentVersion(
                    WorkerDeploymentVersion.newBuilder()
                        .setDeploymentName(build.deployment())
                        .setBuildId(build.id()))
                .build())
        .getWorkerDeploymentVersionInfo()
        .getTaskQueueInfosList()
        .stream()
        .anyMatch(queue -> queue.getName().equals(Queues.BOOT));
  }

  private static Failure unknown(Build build) {
    return Failure.failed(
        "no worker of build "
            + build
            + " has polled yet; start one with `reveille worker --deployment "
            + build.deployment()
            + " --build-id "
            + build.id()
            + "`",
        null);
  }

  /** New runs go to this build from now on. Returns what was done. */
  String promote(Build build) throws InterruptedException {
    Standing standing = of(build);
    String before = standing.current().orElse("workers without versions");
    if (before.equals(build.id())) {
      return build + " is the current build already";
    }
    setCurrent(build.id(), standing.token());
    return build
        + " is the current build now, and was "
        + before
        + " before; runs under way stay on their build"
        + heard();
  }

  /** A share of the new runs goes to this build from now on. Returns what was done. */
  String ramp(Build build, float percent) throws InterruptedException {
    Standing standing = of(build);
    if (standing.current().filter(build.id()::equals).isPresent()) {
      return build + " is the current build already, so it takes all new runs";
    }
    setRamping(build.id(), percent, standing.token());
    return String.format(
        Locale.ROOT,
        "%.0f %% of new runs go to %s now; runs under way stay on their build%s",
        percent,
        build,
        heard());
  }

  /** No new run goes to this build any more. Returns what was done. */
  String rollback(Build build) throws InterruptedException {
    Standing standing = of(build);
    if (standing.ramping().filter(build.id()::equals).isPresent()) {
      setRamping(null, 0, standing.token());
      return build + " takes no new runs any more; runs under way stay on it" + heard();
    }
    if (standing.current().filter(build.id()::equals).isEmpty()) {
      return build + " took no new runs, so there is nothing to roll back";
    }
    String former =
        standing
            .former()
            .orElseThrow(
                () ->
                    Failure.failed(
                        build
                            + " is current and no build was before it: start a good one, and run"
                            + " the gate on it with --promote",
                        null));
    setCurrent(former, standing.token());
    return "new runs go back to "
        + deployment
        + " "
        + former
        + "; runs under way stay on "
        + build
        + heard();
  }

  private void setCurrent(String build, ByteString token) {
    stubs
        .blockingStub()
        .setWorkerDeploymentCurrentVersion(
            SetWorkerDeploymentCurrentVersionRequest.newBuilder()
                .setNamespace(namespace)
                .setDeploymentName(deployment)
                .setBuildId(build)
                .setConflictToken(token)
                .setIdentity(IDENTITY)
                .build());
  }

  private void setRamping(@Nullable String build, float percent, ByteString token) {
    stubs
        .blockingStub()
        .setWorkerDeploymentRampingVersion(
            SetWorkerDeploymentRampingVersionRequest.newBuilder()
                .setNamespace(namespace)
                .setDeploymentName(deployment)
                .setBuildId(build == null ? "" : build)
                .setPercentage(percent)
                .setConflictToken(token)
                .setIdentity(IDENTITY)
                .build());
  }

  /**
   * The server tells its task queues of a change after it has answered, so a run started at once
   * could still go the old way (temporalio/api, {@code routing_config_update_state}). Blocks until
   * all have heard of it, for half a minute at most; returns what is to be said if not.
   */
  private String heard() throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      if (describe().getWorkerDeploymentInfo().getRoutingConfigUpdateState()
          != RoutingConfigUpdateState.ROUTING_CONFIG_UPDATE_STATE_IN_PROGRESS) {
        return "";
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return "; the server has not told all its task queues yet, so a few runs may still go as before";
  }

  private DescribeWorkerDeploymentResponse describe() {
    return stubs
        .blockingStub()
        .describeWorkerDeployment(
            DescribeWorkerDeploymentRequest.newBuilder()
                .setNamespace(namespace)
                .setDeploymentName(deployment)
                .build());
  }
}
