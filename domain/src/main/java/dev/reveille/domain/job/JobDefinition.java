package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A job with defaults and profile written in, frozen: what a schedule carries and a run obeys.
 *
 * @param snapshot version of this form; readers read all earlier ones
 * @param id slug, 1 to 63 of {@code a-z 0-9 -}
 * @param name whatever the author calls it
 * @param owner of the folder the job came from
 * @param folder absolute path of the folder of reveille.yaml, to which other paths are relative
 * @param pin null for a payload without a model
 * @param agent null for a command payload
 * @param workspace absolute path; null means a fresh empty folder for each run
 * @param expect the contract as it was written and validated; null when the job has none
 * @param ping of the outside watcher of this job; null without one
 * @param carried OpenClaw's fields that are kept as data
 */
public record JobDefinition(
    int snapshot,
    String id,
    String name,
    @Nullable String description,
    String owner,
    String folder,
    SessionTarget target,
    ScheduleRule schedule,
    Payload payload,
    @Nullable ModelPin pin,
    @Nullable AgentProfile agent,
    @Nullable String workspace,
    BootPolicy boot,
    ExecutePolicy execute,
    @Nullable JsonNode expect,
    Permissions permissions,
    Overlap overlap,
    Duration catchup,
    Isolation isolation,
    Network network,
    Map<String, EnvValue> env,
    Keep keep,
    AlertPolicy alerts,
    List<String> deliver,
    @Nullable Ping ping,
    Map<String, JsonNode> carried) {
  public static final int SNAPSHOT = 1;
  public static final Pattern ID = Pattern.compile("^[a-z0-9][a-z0-9-]{0,62}$");

  public JobDefinition {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(target, "target is null");
    requireNonNull(schedule, "schedule is null");
    requireNonNull(payload, "payload is null");
    requireNonNull(boot, "boot is null");
    requireNonNull(execute, "execute is null");
    requireNonNull(permissions, "permissions is null");
    requireNonNull(overlap, "overlap is null");
    requireNonNull(catchup, "catchup is null");
    requireNonNull(isolation, "isolation is null");
    requireNonNull(network, "network is null");
    requireNonNull(keep, "keep is null");
    requireNonNull(alerts, "alerts is null");
    env = Map.copyOf(env);
    deliver = List.copyOf(deliver);
    carried = Map.copyOf(carried);
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("id: '" + id + "' (expected: " + ID.pattern() + ")");
    }
    boolean command = payload.kind() == Payload.Kind.COMMAND;
    if (command == (agent != null) || (command && pin != null)) {
      throw new IllegalArgumentException(
          "job " + id + ": a command has neither agent nor model, anything else has an agent");
    }
  }

  /** The same job of another owner, such as one that no folder has. */
  public JobDefinition ownedBy(String other) {
    return new JobDefinition(
        snapshot,
        id,
        name,
        description,
        other,
        folder,
        target,
        schedule,
        payload,
        pin,
        agent,
        workspace,
        boot,
        execute,
        expect,
        permissions,
        overlap,
        catchup,
        isolation,
        network,
        env,
        keep,
        alerts,
        deliver,
        ping,
        carried);
  }

  /** {@code sha256:…} of everything in this definition. */
  public String digest() {
    return Json.digest(this);
  }
}
