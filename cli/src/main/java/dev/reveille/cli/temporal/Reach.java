package dev.reveille.cli.temporal;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Finds out whether a target's server and namespace are there, and says in words when not. */
record Reach(TemporalTarget target, WorkflowServiceStubs stubs) {
  private static final long PAUSE_MILLIS = 100;

  /** Blocks until the server answered; tries again while nobody listens, up to the limit. */
  void await(Duration limit) throws NoServer, InterruptedException {
    var deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        var left = Math.max(1, deadline - System.nanoTime());
        stubs
            .blockingStub()
            .withDeadlineAfter(left, TimeUnit.NANOSECONDS)
            .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
        requireNamespace(Math.max(TimeUnit.SECONDS.toNanos(1), deadline - System.nanoTime()));
        return;
      } catch (StatusRuntimeException e) {
        var retry = e.getStatus().getCode() == Code.UNAVAILABLE;
        if (!retry || System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS) > deadline) {
          throw noServer(e);
        }
      }
      Thread.sleep(PAUSE_MILLIS);
      // Without it the channel itself would pause for seconds between its tries.
      stubs.getRawChannel().resetConnectBackoff();
    }
  }

  private void requireNamespace(long nanos) throws NoServer {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(nanos, TimeUnit.NANOSECONDS)
          .describeNamespace(
              DescribeNamespaceRequest.newBuilder().setNamespace(target.namespace()).build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Code.NOT_FOUND) {
        throw new NoServer(
            "the Temporal server at "
                + target.address()
                + " has no namespace \""
                + target.namespace()
                + "\"; create it (`temporal operator namespace create`), or correct --namespace",
            e);
      }
      if (e.getStatus().getCode() == Code.UNAVAILABLE) {
        throw e;
      }
      // Some keys may run workflows but not describe their namespace.
    }
  }

  private NoServer noServer(StatusRuntimeException e) {
    var refused =
        e.getStatus().getCode() == Code.UNAUTHENTICATED
            || e.getStatus().getCode() == Code.PERMISSION_DENIED;
    return new NoServer(
        (refused
                ? "the Temporal server at " + target.address() + " refused the credentials"
                : "no Temporal server answers at " + target.address())
            + " (from "
            + target.origin()
            + (target.secured() ? ", with TLS as the Temporal profile says" : "")
            + "; "
            + why(e)
            + "); "
            + (refused ? "correct the profile's key or certificate" : target.remedy()),
        e);
  }

  private static String why(StatusRuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    var message = cause == e ? e.getStatus().getDescription() : cause.getMessage();
    return e.getStatus().getCode() + (message == null ? "" : ": " + message);
  }
}
