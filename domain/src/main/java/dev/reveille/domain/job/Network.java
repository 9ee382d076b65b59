package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import java.util.List;

/**
 * What a run can reach.
 *
 * @param allow {@code host:port} pairs beside the gateway, only with {@link Kind#ALLOW}
 */
public record Network(Kind kind, List<String> allow) {
  /** The gateway alone, the gateway and an allow-list, or all that the host reaches. */
  public enum Kind {
    GATEWAY,
    ALLOW,
    HOST;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  public static final Network GATEWAY = new Network(Kind.GATEWAY, List.of());
  public static final Network HOST = new Network(Kind.HOST, List.of());

  public Network {
    requireNonNull(kind, "kind is null");
    allow = List.copyOf(allow);
    if ((kind == Kind.ALLOW) == allow.isEmpty()) {
      throw new IllegalArgumentException(
          "network.allow: " + allow + " (expected: host:port pairs)");
    }
  }
}
