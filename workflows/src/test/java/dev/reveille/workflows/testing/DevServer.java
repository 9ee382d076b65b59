package dev.reveille.workflows.testing;

import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.Payloads;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The real Temporal server for tests: on a free port, in memory unless told of a file, without the
 * Web UI, with all search attributes of {@link Attributes} registered. Starts in about a second;
 * share one for a test class.
 */
public final class DevServer implements AutoCloseable {
  private final TemporalDevServer server;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  private DevServer(TemporalDevServer server) {
    this.server = server;
    this.stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(server.getTarget()).build());
    this.client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(server.getNamespace())
                .setDataConverter(Payloads.converter())
                .build());
  }

  /** Starts one in memory. */
  public static DevServer start(String... extraArgs) {
    return start(options(), extraArgs);
  }

  /** Starts one on a database file, which is created where there is none. */
  public static DevServer startOn(Path database, String... extraArgs) {
    return start(options().setDatabaseFilename(database.toString()), extraArgs);
  }

  private static DevServer start(TemporalDevServerOptions.Builder options, String... extraArgs) {
    List<String> args = new ArrayList<>();
    Attributes.ALL.forEach(
        (name, type) -> {
          args.add("--search-attribute");
          args.add(name + "=" + word(type));
        });
    args.addAll(List.of(extraArgs));
    return new DevServer(started(options.setExtraArgs(args).build()));
  }

  /** Starts it once more when it died of a nil pointer while starting, as it was seen to do. */
  private static TemporalDevServer started(TemporalDevServerOptions options) {
    try {
      return TemporalDevServer.start(options);
    } catch (IllegalStateException e) {
      return TemporalDevServer.start(options);
    }
  }

  private static TemporalDevServerOptions.Builder options() {
    return TemporalDevServerOptions.newBuilder()
        .setExistingPath(TemporalBinary.path().toString())
        .setUi(false)
        .setLogLevel("error")
        .setStartupTimeout(Duration.ofSeconds(60));
  }

  private static String word(IndexedValueType type) {
    return switch (type) {
      case INDEXED_VALUE_TYPE_KEYWORD -> "Keyword";
      case INDEXED_VALUE_TYPE_KEYWORD_LIST -> "KeywordList";
      case INDEXED_VALUE_TYPE_INT -> "Int";
      default -> throw new IllegalArgumentException("no word for " + type);
    };
  }

  /** {@code host:port}. */
  public String target() {
    return server.getTarget();
  }

  public String namespace() {
    return server.getNamespace();
  }

  /** Connected stubs, closed with this server. */
  public WorkflowServiceStubs stubs() {
    return stubs;
  }

  /** A client with our data converter. */
  public WorkflowClient client() {
    return client;
  }

  /** Ends the server and its connections. */
  @Override
  public void close() {
    stubs.shutdownNow();
    stubs.awaitTermination(5, TimeUnit.SECONDS);
    server.close();
  }
}
