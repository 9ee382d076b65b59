package dev.reveille.activities.acp;

/** The agent answered a request with a JSON-RPC error. */
public final class AgentErrorException extends AcpException {

  private static final long serialVersionUID = 1L;

  /** What agents answer when they have no login: the protocol's {@code auth_required}. */
  private static final int AUTH_REQUIRED = -32000;

  private final String method;
  private final int code;

  AgentErrorException(String method, int code, String text, String data) {
    super(
        "the agent refused "
            + method
            + ": "
            + text
            + " (code "
            + code
            + ")"
            + (data.isEmpty() ? "" : ", " + data),
        null);
    this.method = method;
    this.code = code;
  }

  public String method() {
    return method;
  }

  public int code() {
    return code;
  }

  public boolean isAuthRequired() {
    return code == AUTH_REQUIRED;
  }
}
