package dev.reveille.starter.files.settings;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.Ping;
import dev.reveille.domain.settings.Channel;
import dev.reveille.domain.settings.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the jobs of a folder share, as far as programs other than the job files need it.
 *
 * @param folder absolute path of the folder
 * @param owner whose schedules the folder's are
 * @param agents the profiles {@code reveille.yaml} declares, and the agents known by name
 * @param channels where alerts go
 * @param defaultAgent profile of jobs that name none
 * @param seats agents at one time on one worker; empty leaves it to the worker
 * @param sessionIdle how long the agent of a shared session is kept without a turn; empty leaves it
 *     to the worker
 * @param retention how long the records of ended runs are kept; empty leaves it to the worker
 * @param probes how often each agent is booted for each session target without work; empty for
 *     never
 * @param ping of the outside watcher that notices when all of Reveille is gone; null without one
 */
public record FolderSettings(
    Path folder,
    String owner,
    Map<String, Provider> providers,
    Map<String, AgentProfile> agents,
    Map<String, Channel> channels,
    @Nullable String defaultAgent,
    OptionalInt seats,
    Optional<Duration> sessionIdle,
    Optional<Duration> retention,
    Optional<Duration> probes,
    @Nullable Ping ping) {
  /** How often, where nobody says. */
  public static final Duration PROBES = Duration.ofHours(6);

  public FolderSettings {
    requireNonNull(folder, "folder is null");
    requireNonNull(owner, "owner is null");
    providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    agents = Collections.unmodifiableMap(new LinkedHashMap<>(agents));
    channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    requireNonNull(seats, "seats is null");
    requireNonNull(sessionIdle, "sessionIdle is null");
    requireNonNull(retention, "retention is null");
    requireNonNull(probes, "probes is null");
  }

  /** The profile of jobs that name none. */
  public Optional<AgentProfile> defaultProfile() {
    return defaultAgent == null ? Optional.empty() : Optional.ofNullable(agents.get(defaultAgent));
  }
}
