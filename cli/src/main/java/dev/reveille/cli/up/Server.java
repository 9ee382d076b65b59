package dev.reveille.cli.up;

import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.temporal.EmbeddedTemporal;
import dev.reveille.cli.temporal.InvalidTarget;
import dev.reveille.cli.temporal.NoServer;
import dev.reveille.cli.temporal.NoTemporalBinary;
import dev.reveille.cli.temporal.ServerEvent;
import dev.reveille.cli.temporal.ServerFailed;
import dev.reveille.cli.temporal.ServerSettings;
import dev.reveille.cli.temporal.TemporalBinary;
import dev.reveille.cli.temporal.TemporalTarget;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The Temporal server of an {@code up}: its own, or a given one that it never stops. */
final class Server implements AutoCloseable {
  private final @Nullable EmbeddedTemporal embedded;
  private final TemporalTarget target;
  private final WorkflowServiceStubs stubs;

  private Server(
      @Nullable EmbeddedTemporal embedded, TemporalTarget target, WorkflowServiceStubs stubs) {
    this.embedded = embedded;
    this.target = target;
    this.stubs = stubs;
  }

  /** Connects, after starting the server where none is given. Blocks; for minutes on a download. */
  static Server open(Session session, UpOptions options, Consumer<ServerEvent> events)
      throws InvalidTarget, NoServer, NoTemporalBinary, ServerFailed, InterruptedException {
    Optional<TemporalTarget> given =
        TemporalTarget.given(session.targetFlags(), session.here().environment());
    if (given.isPresent()) {
      if (options.port() != 0 || options.uiPort() != 0) {
        throw Failure.usage(
            "--port and --ui-port are of the embedded server, but "
                + given.get().origin()
                + " names another; leave them out");
      }
      return given(given.get());
    }
    Path binary = TemporalBinary.find(session.console()::note);
    String namespace = session.flags().namespace();
    EmbeddedTemporal embedded =
        EmbeddedTemporal.start(
            new ServerSettings(
                binary,
                session.data().path(),
                namespace == null ? "default" : namespace,
                options.port(),
                options.uiPort(),
                true,
                events));
    try {
      TemporalTarget target = TemporalTarget.of(embedded);
      return new Server(embedded, target, target.connect());
    } catch (NoServer | InterruptedException | RuntimeException e) {
      embedded.close();
      throw e;
    }
  }

  /** Connects to a server that runs already. */
  static Server given(TemporalTarget target) throws NoServer, InterruptedException {
    return new Server(null, target, target.connect());
  }

  WorkflowServiceStubs stubs() {
    return stubs;
  }

  TemporalTarget target() {
    return target;
  }

  /** The Web UI; null where it is not known. */
  @Nullable URI ui() {
    EmbeddedTemporal own = embedded;
    return own == null ? null : own.ui().orElse(null);
  }

  @Override
  public void close() throws InterruptedException {
    stubs.shutdownNow();
    stubs.awaitTermination(2, TimeUnit.SECONDS);
    EmbeddedTemporal own = embedded;
    if (own != null) {
      own.close();
    }
  }
}
