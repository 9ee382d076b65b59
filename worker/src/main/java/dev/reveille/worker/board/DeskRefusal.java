package dev.reveille.worker.board;

/** Why something could not be asked of the server or done there, in words for people. */
public final class DeskRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is. */
  public enum Kind {
    /** No server answers. */
    AWAY,
    /** There is no such job. */
    UNKNOWN,
    /** It would be wrong now, such as a second run beside the first. */
    REFUSED
  }

  private final Kind kind;

  public DeskRefusal(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
