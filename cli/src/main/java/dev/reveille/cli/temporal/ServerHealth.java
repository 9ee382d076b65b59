package dev.reveille.cli.temporal;

import com.google.protobuf.util.Durations;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks a server that starts whether it serves, and sets the retention of our namespace. */
final class ServerHealth {
  /** The default of 24 hours never shows yesterday. */
  static final Duration RETENTION = Duration.ofDays(30);

  private static final long CALL_SECONDS = 3;

  private final WorkflowServiceStubs stubs;
  private final String namespace;

  ServerHealth(WorkflowServiceStubs stubs, String namespace) {
    this.stubs = stubs;
    this.namespace = namespace;
  }

  /** Blocks for at most a few seconds. */
  boolean serves() {
    try {
      var channel = stubs.getRawChannel();
      // A channel that failed once would wait a second and more before it looks again.
      channel.resetConnectBackoff();
      var answer =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
              .check(
                  HealthCheckRequest.newBuilder()
                      .setService(WorkflowServiceStubs.HEALTH_CHECK_SERVICE_NAME)
                      .build());
      return answer.getStatus() == ServingStatus.SERVING;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  /** Sets 30 days where it is less; true once the server says so too. */
  boolean keepsLongEnough() {
    try {
      if (retention().compareTo(RETENTION) >= 0) {
        return true;
      }
      stubs
          .blockingStub()
          .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
          .updateNamespace(
              UpdateNamespaceRequest.newBuilder()
                  .setNamespace(namespace)
                  .setConfig(
                      NamespaceConfig.newBuilder()
                          .setWorkflowExecutionRetentionTtl(
                              Durations.fromSeconds(RETENTION.toSeconds())))
                  .build());
      return retention().compareTo(RETENTION) >= 0;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private Duration retention() {
    var config =
        stubs
            .blockingStub()
            .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
            .describeNamespace(
                DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build())
            .getConfig();
    return Duration.ofSeconds(Durations.toSeconds(config.getWorkflowExecutionRetentionTtl()));
  }
}
