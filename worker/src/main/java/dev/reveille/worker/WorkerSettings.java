package dev.reveille.worker;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.Ping;
import dev.reveille.domain.settings.Channel;
import dev.reveille.domain.settings.Provider;
import dev.reveille.domain.settings.Retention;
import dev.reveille.gateway.pace.PaceOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is told. It parses no files.
 *
 * @param data folder of agents, host ids, process ledger and kept workspaces; mode 0700
 * @param runtime folder for sockets, short enough for a socket's 108 bytes
 * @param seats agents this host keeps at once, 1 or more
 * @param drain how long a stopping worker waits for what runs
 * @param secrets looks up an environment variable, such as a provider's key; null when unset
 * @param drill jar of the scripted agent and provider; null where it is not installed
 * @param builtin folder of the built-in agent's jars; null where it is not installed
 * @param deployment for Temporal's worker versioning; null for an unversioned worker
 * @param pace when requests go out to a provider that others wait for too
 * @param sessionIdle how long the agent of a shared session is kept when it has no turn
 * @param ping of the outside watcher that notices when all of this is gone; null without one
 * @param retention how long the records of ended runs are kept
 */
public record WorkerSettings(
    String namespace,
    Path data,
    Path runtime,
    int seats,
    Duration drain,
    Map<String, Provider> providers,
    Map<String, Channel> channels,
    UnaryOperator<@Nullable String> secrets,
    @Nullable Deployment deployment,
    @Nullable Path drill,
    @Nullable Path builtin,
    PaceOptions pace,
    Duration sessionIdle,
    @Nullable Ping ping,
    Duration retention) {
  /** So long agents of shared sessions are kept where nobody says otherwise. */
  public static final Duration SESSION_IDLE = Duration.ofMinutes(30);

  /**
   * Paces requests as usual, keeps records as long as usual, pings nobody, and has no built-in
   * agent.
   */
  public WorkerSettings(
      String namespace,
      Path data,
      Path runtime,
      int seats,
      Duration drain,
      Map<String, Provider> providers,
      Map<String, Channel> channels,
      UnaryOperator<@Nullable String> secrets,
      @Nullable Deployment deployment,
      @Nullable Path drill) {
    this(
        namespace,
        data,
        runtime,
        seats,
        drain,
        providers,
        channels,
        secrets,
        deployment,
        drill,
        null,
        PaceOptions.defaults(),
        SESSION_IDLE,
        null,
        Retention.USUAL);
  }

  /** The same, with an outside watcher. */
  public WorkerSettings pinging(@Nullable Ping watcher) {
    return with(builtin, sessionIdle, watcher, retention);
  }

  /** The same, keeping agents of shared sessions for so long. */
  public WorkerSettings keepingSessions(Duration idle) {
    return with(builtin, idle, ping, retention);
  }

  /** The same, with records kept for so long. */
  public WorkerSettings keeping(Duration records) {
    return with(builtin, sessionIdle, ping, records);
  }

  /** The same, with the built-in agent from that folder. */
  public WorkerSettings shipping(@Nullable Path agent) {
    return with(agent, sessionIdle, ping, retention);
  }

  private WorkerSettings with(
      @Nullable Path agent, Duration idle, @Nullable Ping watcher, Duration records) {
    return new WorkerSettings(
        namespace,
        data,
        runtime,
        seats,
        drain,
        providers,
        channels,
        secrets,
        deployment,
        drill,
        agent,
        pace,
        idle,
        watcher,
        records);
  }

  /** A build of a worker deployment. */
  public record Deployment(String name, String buildId) {
    public Deployment {
      requireNonNull(name, "name is null");
      requireNonNull(buildId, "buildId is null");
    }
  }

  /** As many agents as wait for their models side by side without crowding the host. */
  public static int defaultSeats() {
    return Math.max(4, Math.min(32, 4 * Runtime.getRuntime().availableProcessors()));
  }

  public WorkerSettings {
    requireNonNull(namespace, "namespace is null");
    requireNonNull(data, "data is null");
    requireNonNull(runtime, "runtime is null");
    requireNonNull(drain, "drain is null");
    requireNonNull(secrets, "secrets is null");
    requireNonNull(pace, "pace is null");
    requireNonNull(sessionIdle, "sessionIdle is null");
    requireNonNull(retention, "retention is null");
    providers = Map.copyOf(providers);
    channels = Map.copyOf(channels);
    if (seats < 1) {
      throw new IllegalArgumentException("seats: " + seats + " (expected: >= 1)");
    }
    if (drain.isNegative()) {
      throw new IllegalArgumentException("drain: " + drain + " (expected: >= 0)");
    }
    if (retention.compareTo(Retention.LEAST) < 0) {
      throw new IllegalArgumentException(
          "retention: " + retention + " (expected: >= " + Retention.LEAST.toDays() + " days)");
    }
  }
}
