package dev.reveille.activities.acp;

/** The agent does not keep to the protocol; the connection is of no further use. */
public final class ProtocolException extends AcpException {

  private static final long serialVersionUID = 1L;

  ProtocolException(String message) {
    super(message, null);
  }
}
