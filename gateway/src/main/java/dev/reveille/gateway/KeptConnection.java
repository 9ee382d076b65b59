package dev.reveille.gateway;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A connection that had brought an answer before this request went out on it. A provider may close
 * such a one at any moment, and then has not looked at the request.
 *
 * @param bytesBefore what had come over it until then
 */
record KeptConnection(Connection connection, long bytesBefore) {
  /** Null for a connection that is new. */
  static @Nullable KeptConnection of(@Nullable Object connection) {
    return connection instanceof Connection known && known.getMessagesIn() > 0
        ? new KeptConnection(known, known.getBytesIn())
        : null;
  }

  /**
   * Whether it was closed before a byte of an answer came: not by us, not for silence, and not in
   * the middle of anything.
   */
  boolean wasClosedUnanswered(Throwable failure) {
    return connection.getBytesIn() == bytesBefore
        && failure instanceof IOException
        && !(failure instanceof InterruptedIOException)
        && !(failure instanceof ProtocolException)
        && !(failure instanceof SSLException);
  }
}
