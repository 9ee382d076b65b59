package dev.reveille.agent.session;

/** A session cannot be opened, or a turn cannot be finished; the message is for people. */
public final class SessionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of fault it is. */
  public enum Fault {
    /** Of whoever asked. */
    REQUEST,
    /** The provider wants another key. */
    AUTH,
    /** Any other. */
    INTERNAL
  }

  private final Fault fault;

  SessionException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** Nothing of that name is open. */
  public static SessionException unknown(String id) {
    return new SessionException(Fault.REQUEST, "Invalid params: no session " + id + " is open");
  }

  public Fault fault() {
    return fault;
  }
}
