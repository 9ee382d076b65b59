package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import dev.reveille.workflows.testing.DevServer;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** One real server for all tests of schedules; each of them has an owner of its own. */
public final class ScheduleServer implements BeforeAllCallback {
  private @Nullable DevServer server;

  @Override
  public void beforeAll(ExtensionContext context) {
    server =
        context
            .getRoot()
            .getStore(Namespace.create(ScheduleServer.class))
            .getOrComputeIfAbsent("server", any -> new Kept(DevServer.start()), Kept.class)
            .server();
  }

  public WorkflowServiceStubs stubs() {
    return server().stubs();
  }

  public String namespace() {
    return server().namespace();
  }

  public ScheduleClient client() {
    return ScheduleApply.scheduleClient(stubs(), namespace());
  }

  ScheduleApply apply() {
    return ScheduleApply.on(stubs(), namespace());
  }

  private DevServer server() {
    return requireNonNull(server, "no test class has begun");
  }

  /** Closed by JUnit when all tests have ended. */
  private record Kept(DevServer server) implements CloseableResource, AutoCloseable {
    @Override
    public void close() {
      server.close();
    }
  }
}
