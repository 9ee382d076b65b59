package dev.reveille.starter.probe;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.run.RunKey;
import dev.reveille.starter.server.ServerErrors;
import dev.reveille.workflows.BootProbe;
import dev.reveille.workflows.Payloads;
import dev.reveille.workflows.Queues;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.VersioningOverride;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Starts probes now, and waits for what becomes of them. Thread-safe. */
public final class ProbeRuns {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);
  private static final Duration ONCE = Duration.ofDays(365);

  private final WorkflowClient client;
  private final String namespace;

  private ProbeRuns(WorkflowClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** For a namespace of a server; does not connect yet. The stubs stay the caller's to close. */
  public static ProbeRuns on(WorkflowServiceStubs stubs, String namespace) {
    return new ProbeRuns(
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(namespace)
                .setDataConverter(Payloads.converter())
                .build()),
        namespace);
  }

  /** A probe under way. */
  public record Started(PlannedProbe probe, RunKey run) {}

  /**
   * How a probe ended.
   *
   * @param result its verdict is {@code OK}, {@code SKIPPED} or the code of a failure
   */
  public record Ended(PlannedProbe probe, RunKey run, BootProbe.Result result) {
    public boolean good() {
      return result.verdict().equals("OK");
    }
  }

  /** Starts one, as soon as there is a seat. Blocks for one call. */
  public Started start(PlannedProbe probe) {
    return start(probe, null);
  }

  /**
   * The same on a build of the workers.
   *
   * @param build null for whichever takes it
   */
  public Started start(PlannedProbe probe, @Nullable WorkerDeploymentVersion build) {
    return ServerErrors.reach(
        namespace,
        () -> {
          JobDefinition definition =
              probe.definition(ScheduleRule.every(ONCE, null, Stagger.jitter(Duration.ZERO)));
          String id =
              Queues.probe(probe.probed(), definition.owner())
                  + "-"
                  + STAMP.format(Instant.now())
                  + "-"
                  + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
          WorkflowStub stub =
              client.newUntypedWorkflowStub(BootProbe.TYPE, on(build, ProbeOptions.of(probe, id)));
          WorkflowExecution run = stub.start(BootProbe.Input.of(definition, BootProbe.Manner.NOW));
          return new Started(probe, new RunKey(run.getWorkflowId(), run.getRunId()));
        });
  }

  private static WorkflowOptions on(
      @Nullable WorkerDeploymentVersion build, WorkflowOptions options) {
    return build == null
        ? options
        : WorkflowOptions.newBuilder(options)
            .setVersioningOverride(new VersioningOverride.PinnedVersioningOverride(build))
            .build();
  }

  /** Asks a probe to end. Blocks for one call. */
  public void cancel(Started started) {
    ServerErrors.reach(
        namespace,
        () -> {
          stub(started.run()).cancel("nobody waits for it any more");
          return true;
        });
  }

  /** Blocks until it has ended. */
  public Ended await(Started started) {
    return await(started, Duration.ofMillis(Long.MAX_VALUE)).orElseThrow();
  }

  /** Blocks until it has ended, but no longer than so; empty if it has not. */
  public Optional<Ended> await(Started started, Duration longest) {
    return ServerErrors.reach(
        namespace,
        () -> {
          RunKey run = started.run();
          try {
            BootProbe.Result result =
                stub(run)
                    .getResult(longest.toMillis(), TimeUnit.MILLISECONDS, BootProbe.Result.class);
            return Optional.of(new Ended(started.probe(), run, result));
          } catch (WorkflowFailedException e) {
            return Optional.of(new Ended(started.probe(), run, failed(e)));
          } catch (TimeoutException e) {
            return Optional.empty();
          }
        });
  }

  private WorkflowStub stub(RunKey run) {
    return client.newUntypedWorkflowStub(
        WorkflowExecution.newBuilder()
            .setWorkflowId(run.workflowId())
            .setRunId(run.runId())
            .build(),
        Optional.of(BootProbe.TYPE));
  }

  private static BootProbe.Result failed(WorkflowFailedException e) {
    if (e.getCause() instanceof ApplicationFailure failure) {
      return new BootProbe.Result(
          failure.getType(), String.valueOf(failure.getOriginalMessage()), null, null, List.of());
    }
    String how = e.getCause() instanceof CanceledFailure ? "CANCELLED" : "INTERNAL";
    return new BootProbe.Result(
        how, "The probe was ended: " + e.getMessage(), null, null, List.of());
  }
}
