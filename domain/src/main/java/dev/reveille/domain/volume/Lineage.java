package dev.reveille.domain.volume;

import dev.reveille.domain.Json;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.Payload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Which runs do the same work, so that one can be held against another: those of one job with the
 * same prompt or command, the same pinned model and parameters, the same agent, and the same files
 * to count. Everything else may change without a loss of the past: limits, the schedule, the rest
 * of the contract, which is judged and not done, and an agent's version, whose change is what a
 * past is to be compared over.
 */
public final class Lineage {
  private Lineage() {}

  /** {@code sha256:…} of what decides the work. */
  public static String of(JobDefinition definition) {
    Map<String, Object> work = new TreeMap<>();
    work.put("owner", definition.owner());
    work.put("job", definition.id());
    Payload payload = definition.payload();
    put(work, "message", payload.message());
    Payload.Command command = payload.command();
    if (command != null) {
      work.put("argv", command.argv());
      put(work, "cwd", command.cwd());
      put(work, "input", command.input());
    }
    ModelPin pin = definition.pin();
    if (pin != null) {
      work.put("model", pin.model().toString());
      work.put("lock", pin.lock());
    }
    AgentProfile agent = definition.agent();
    put(work, "agent", agent == null ? null : agent.name());
    work.put("files", files(definition));
    return Json.digest(work);
  }

  private static List<String> files(JobDefinition definition) {
    return definition.expect() == null
        ? List.of()
        : StreamSupport.stream(definition.expect().path("files").spliterator(), false)
            .map(Json::write)
            .toList();
  }

  private static void put(Map<String, Object> work, String name, @Nullable String value) {
    if (value != null) {
      work.put(name, value);
    }
  }
}
