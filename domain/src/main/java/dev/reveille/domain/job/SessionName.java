package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A shared session: of one owner, whose jobs alone can mean it.
 *
 * @param target as job files write it, {@code main} or {@code session:<id>}
 */
public record SessionName(String owner, String target) {
  public SessionName {
    requireNonNull(owner, "owner is null");
    requireNonNull(target, "target is null");
  }

  /** The session that a job's turns belong to; empty for a job whose runs are isolated. */
  public static Optional<SessionName> of(JobDefinition definition) {
    SessionTarget target = definition.target();
    return target.kind() == SessionTarget.Kind.ISOLATED
        ? Optional.empty()
        : Optional.of(new SessionName(definition.owner(), target.toString()));
  }

  /**
   * The same, for a job whose agent is kept between turns: only one that speaks a protocol can be
   * given another prompt.
   */
  public static Optional<SessionName> kept(JobDefinition definition) {
    AgentProfile agent = definition.agent();
    return agent != null && agent.protocol() == AgentProfile.Protocol.ACP
        ? of(definition)
        : Optional.empty();
  }

  /** For people: {@code session main}, {@code session standup}. */
  public String words() {
    return target.startsWith("session:")
        ? "session " + target.substring("session:".length())
        : "session " + target;
  }
}
