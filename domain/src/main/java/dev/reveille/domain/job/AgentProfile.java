package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an agent is started and spoken to.
 *
 * @param name the profile's name in {@code reveille.yaml}
 * @param known the agent known by name that this profile is, such as {@code codex}; null for one's
 *     own program
 * @param version pinned version of a known agent; null for our default
 * @param command program and arguments, templates allowed; empty for a known agent
 * @param ready for {@code protocol: command}: how it shows that it is ready; null means at spawn
 */
public record AgentProfile(
    String name,
    @Nullable String known,
    @Nullable String version,
    Protocol protocol,
    List<String> command,
    Map<String, EnvValue> env,
    @Nullable Ready ready) {
  /** The two ways to speak to an agent. */
  public enum Protocol {
    ACP,
    COMMAND;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  /**
   * How a one-shot program shows that it is ready: exactly one of a line on its standard output, a
   * file in its workspace, or a probe command that exits 0.
   */
  public record Ready(@Nullable String line, @Nullable String file, List<String> probe) {
    public Ready {
      probe = List.copyOf(probe);
      int ways = (line == null ? 0 : 1) + (file == null ? 0 : 1) + (probe.isEmpty() ? 0 : 1);
      if (ways != 1) {
        throw new IllegalArgumentException("ready: expected exactly one of line, file and probe");
      }
    }
  }

  public AgentProfile {
    requireNonNull(name, "name is null");
    requireNonNull(protocol, "protocol is null");
    command = List.copyOf(command);
    env = Map.copyOf(env);
    if (known == null && command.isEmpty()) {
      throw new IllegalArgumentException("agent " + name + ": expected a command or a known name");
    }
  }
}
