package dev.reveille.starter.files.settings;

import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.AgentProfile.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The agents known by name; an entry of reveille.yaml only changes them. */
public final class KnownAgents {
  public static final List<String> NAMES =
      List.of("builtin", "codex", "claude", "opencode", "openclaw", "openclaw-acp", "drill");

  private static final Set<String> ONE_SHOT = Set.of("openclaw");

  private KnownAgents() {}

  static Protocol protocol(String name) {
    return ONE_SHOT.contains(name) ? Protocol.COMMAND : Protocol.ACP;
  }

  static AgentProfile asShipped(String name) {
    return new AgentProfile(name, name, null, protocol(name), List.of(), Map.of(), null);
  }
}
