package dev.reveille.cli.temporal;

import static java.util.Objects.requireNonNull;

/** Something that happened to the embedded server, with a sentence for people. */
public record ServerEvent(Kind kind, String message) {
  /** What happened. */
  public enum Kind {
    /** It ended although nobody asked it to; it will be started again. */
    DIED,
    /** It runs again, on the same file and ports. */
    RESTARTED,
    /** It could not be started again; the next try follows. */
    RESTART_FAILED,
    /** A thing to know that needs no action, such as a leftover that was ended. */
    NOTE
  }

  public ServerEvent {
    requireNonNull(kind, "kind is null");
    requireNonNull(message, "message is null");
  }
}
