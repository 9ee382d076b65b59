package dev.reveille.cli.jobs;

import dev.reveille.cli.session.Session;
import dev.reveille.cli.temporal.InvalidTarget;
import dev.reveille.cli.temporal.NoServer;
import dev.reveille.cli.temporal.TemporalTarget;
import dev.reveille.starter.ReveilleClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection to the server, for the length of one command. */
public final class Connection implements AutoCloseable {
  private final TemporalTarget target;
  private final WorkflowServiceStubs stubs;

  private Connection(TemporalTarget target, WorkflowServiceStubs stubs) {
    this.target = target;
    this.stubs = stubs;
  }

  /** Blocks for up to some seconds. */
  public static Connection open(Session session)
      throws InvalidTarget, NoServer, IOException, InterruptedException {
    TemporalTarget target = session.target();
    return new Connection(target, target.connect());
  }

  public WorkflowServiceStubs stubs() {
    return stubs;
  }

  public String namespace() {
    return target.namespace();
  }

  /** For the jobs of the session's folder; for all jobs where there is no folder. */
  public ReveilleClient client(Session session) {
    return client(session.owner());
  }

  /** For the jobs of an owner; of all owners for null. */
  ReveilleClient client(@Nullable String owner) {
    return ReveilleClient.of(stubs, target.namespace(), owner);
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}
