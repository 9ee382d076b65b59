package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** Where a turn runs: a fresh agent of its own, the shared main session, or a named session. */
public record SessionTarget(Kind kind, @Nullable String session) {
  /** The three targets. */
  public enum Kind {
    ISOLATED,
    MAIN,
    SESSION
  }

  public static final SessionTarget ISOLATED = new SessionTarget(Kind.ISOLATED, null);
  public static final SessionTarget MAIN = new SessionTarget(Kind.MAIN, null);

  private static final String PREFIX = "session:";

  public SessionTarget {
    requireNonNull(kind, "kind is null");
    if ((kind == Kind.SESSION) != (session != null && !session.isBlank())) {
      throw new IllegalArgumentException("only session:<id> names a session");
    }
  }

  /**
   * Reads {@code isolated}, {@code main} or {@code session:<id>}.
   *
   * @throws IllegalArgumentException for anything else, {@code current} included
   */
  @JsonCreator
  public static SessionTarget parse(String text) {
    if (text.equals("isolated")) {
      return ISOLATED;
    }
    if (text.equals("main")) {
      return MAIN;
    }
    if (text.startsWith(PREFIX) && text.length() > PREFIX.length()) {
      return new SessionTarget(Kind.SESSION, text.substring(PREFIX.length()));
    }
    throw new IllegalArgumentException(
        "sessionTarget: '" + text + "' (expected: isolated, main or session:<id>)");
  }

  @JsonValue
  @Override
  public String toString() {
    return switch (kind) {
      case ISOLATED -> "isolated";
      case MAIN -> "main";
      case SESSION -> PREFIX + session;
    };
  }
}
