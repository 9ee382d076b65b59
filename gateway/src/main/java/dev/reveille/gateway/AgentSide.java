package dev.reveille.gateway;

import dev.reveille.domain.settings.Provider;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's request, and the one answer it gets. */
final class AgentSide {
  private static final Logger LOG = LoggerFactory.getLogger(AgentSide.class);

  private final Request request;
  private final Response response;
  private final Callback callback;
  private volatile boolean writing;
  private volatile @Nullable Throwable writeFailure;
  private volatile @Nullable Throwable broken;
  private boolean inFlight;

  AgentSide(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  Request request() {
    return request;
  }

  /** Whether the agent has been sent a status. */
  boolean isCommitted() {
    return response.isCommitted();
  }

  int status() {
    return response.getStatus();
  }

  /** Whether bytes wait for the agent to read. */
  boolean isWriting() {
    return writing;
  }

  void head(int status, HttpFields headers) {
    response.setStatus(status);
    ProviderHeaders.toAgent(headers, response.getHeaders());
  }

  /** To be called before the first {@link #write}. */
  void header(String name, String value) {
    response.getHeaders().put(name, value);
  }

  /** The body that follows is no longer compressed as the provider's head says. */
  void unzipped() {
    response.getHeaders().remove(HttpHeader.CONTENT_ENCODING);
    response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
  }

  void write(ByteBuffer bytes, Callback written) {
    writing = true;
    synchronized (this) {
      inFlight = true;
    }
    response.write(
        false,
        bytes,
        Callback.from(
            () -> {
              writing = false;
              landed();
              written.succeeded();
            },
            failure -> {
              writeFailure = failure;
              landed();
              written.failed(failure);
            }));
  }

  private void landed() {
    Throwable cause;
    synchronized (this) {
      inFlight = false;
      cause = broken;
    }
    if (cause != null) {
      callback.failed(cause);
    }
  }

  /** Why the agent could be sent no more; null while it takes what it is sent. */
  @Nullable Throwable writeFailure() {
    return writeFailure;
  }

  /** The gateway's own answer, and the end of it. */
  void answer(Refusal refusal, Provider.Api dialect) {
    response.reset();
    response.setStatus(refusal.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    if (refusal.isFinal()) {
      response.getHeaders().put("x-should-retry", "false");
    }
    response.write(true, ByteBuffer.wrap(refusal.body(dialect)), callback);
  }

  /** A document of the gateway's own, and the end of it. */
  void answer(byte[] json) {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(json), callback);
  }

  void complete() {
    callback.succeeded();
  }

  /**
   * Breaks the connection, so that no agent takes half an answer for a whole one. While bytes are
   * under way Jetty would try to answer anew, and log the address with the token in it.
   */
  void breakOff(Throwable cause) {
    synchronized (this) {
      broken = inFlight ? cause : null;
    }
    if (broken == null) {
      callback.failed(cause);
    } else {
      endPoint().close(cause);
    }
  }

  /**
   * Has a part of this call done by the executor. Should that fail in a way that nobody thought of,
   * the agent is hung up on: it would wait for an end as long as its turn may take.
   */
  void later(Executor executor, Runnable part) {
    try {
      executor.execute(() -> orHangUp(part));
    } catch (RuntimeException | Error e) {
      hangUp(e);
    }
  }

  private void orHangUp(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException | Error e) {
      hangUp(e);
    }
  }

  private void hangUp(Throwable fault) {
    LOG.warn("A call of an agent could not be ended: {}", Faults.place(fault));
    breakOff(fault);
  }

  void watch(Runnable gone) {
    WatchedEndPoint watched = watched();
    if (watched != null) {
      watched.watch(gone);
    }
  }

  void unwatch() {
    WatchedEndPoint watched = watched();
    if (watched != null) {
      watched.unwatch();
    }
  }

  private @Nullable WatchedEndPoint watched() {
    return WatchedEndPoint.of(endPoint());
  }

  private EndPoint endPoint() {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }
}
