package dev.reveille.starter;

import static java.util.Objects.requireNonNull;

import dev.reveille.starter.failure.AnotherOwner;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.NotPrepared;
import dev.reveille.starter.schedule.JobSchedules;
import dev.reveille.starter.schedule.ScheduleApply;
import dev.reveille.starter.server.Namespaces;
import dev.reveille.workflows.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A way to one namespace of a Temporal server: the {@link #jobs} it holds, and their {@link #runs}.
 * Thread-safe; one for a whole service is enough. Nothing is asked before a method of {@link Jobs},
 * {@link Runs} or {@link RunHandle} is called, and those block unless they say otherwise.
 */
public final class ReveilleClient implements AutoCloseable {
  /** How long one call to a silent server may take. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final WorkflowServiceStubs stubs;
  private final boolean ownStubs;
  private final String namespace;
  private final Jobs jobs;
  private final Runs runs;

  private ReveilleClient(
      WorkflowServiceStubs stubs, boolean ownStubs, String namespace, @Nullable String owner) {
    this.stubs = requireNonNull(stubs, "stubs is null");
    this.ownStubs = ownStubs;
    this.namespace = requireNonNull(namespace, "namespace is null");
    ServerRuns server =
        new ServerRuns(
            WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                    .setNamespace(namespace)
                    .setDataConverter(Payloads.converter())
                    .build()));
    Clock clock = Clock.systemUTC();
    JobSchedules schedules = new JobSchedules(stubs, namespace, owner, clock);
    Starts starts = new Starts(server, clock);
    this.runs = new Runs(server);
    this.jobs =
        new Jobs(
            schedules,
            ScheduleApply.on(stubs, namespace),
            starts,
            new Backfills(server, starts, clock));
  }

  /**
   * A client with a connection of its own, without encryption or credentials; {@link #close} closes
   * it. A call to a server that does not answer fails after ten seconds or little more.
   *
   * @param target {@code host:port}, such as {@code 127.0.0.1:7233}
   * @param namespace such as {@code default}
   */
  public static ReveilleClient connect(String target, String namespace) {
    WorkflowServiceStubsOptions options =
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(target)
            .setRpcTimeout(LONGEST_CALL)
            .setRpcRetryOptions(
                RpcRetryOptions.newBuilder()
                    .setExpiration(LONGEST_CALL)
                    .setMaximumInterval(LONGEST_PAUSE)
                    .validateBuildWithDefaults())
            .build();
    return new ReveilleClient(WorkflowServiceStubs.newServiceStubs(options), true, namespace, null);
  }

  /**
   * A client on a connection of the caller's, for TLS, API keys, and time limits of one's own. The
   * stubs stay the caller's to close.
   *
   * @param owner whose jobs these are, so that another's are refused with {@link AnotherOwner};
   *     null for the jobs of all owners
   */
  public static ReveilleClient of(
      WorkflowServiceStubs stubs, String namespace, @Nullable String owner) {
    return new ReveilleClient(stubs, false, namespace, owner);
  }

  /** The jobs that the server holds, and those to come. */
  public Jobs jobs() {
    return jobs;
  }

  /** Runs by their ids. */
  public Runs runs() {
    return runs;
  }

  /**
   * Registers what the namespace lacks to take jobs, as {@code reveille up} and {@code reveille
   * apply} do; needed once, before the first apply. Blocks.
   *
   * @throws NotPrepared if it may not; names the command that an administrator can run
   * @throws NoServer if none answers, or it has no such namespace
   */
  public void prepare() {
    Namespaces.prepare(stubs, namespace);
  }

  /** Closes the connection if it is the client's own. What still waits on it is not answered. */
  @Override
  public void close() {
    if (ownStubs) {
      stubs.shutdownNow();
    }
  }
}
