package dev.reveille.gateway;

import dev.reveille.domain.settings.Provider;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to one provider, once. Whether and when it is sent, and whether another follows
 * it, is not decided here; but for one case: where it went out on a connection kept from an earlier
 * answer, which the provider closed at that moment, it goes out once more on a fresh one.
 */
final class ProviderCall implements Response.Listener {
  /** Connections under this tag are used once, so that each is a fresh one. */
  private static final String FRESH = "fresh";

  private final HttpClient client;
  private final Letter letter;
  private final Duration idleTimeout;
  private final Receiver receiver;
  private volatile Request request;
  private volatile boolean aborted;
  private boolean again;
  private boolean left;
  private boolean answering;
  private @Nullable KeptConnection kept;

  /**
   * What goes out, and to whom.
   *
   * @param again told when it goes out once more
   */
  record Letter(
      Provider provider,
      URI target,
      String method,
      HttpFields agentHeaders,
      @Nullable String key,
      byte[][] body,
      Runnable again) {}

  /** Told what came of it, on the network's threads: it must not block. */
  interface Receiver {
    /** The whole request is on its way; an answer may begin before. */
    void left(ProviderCall call);

    /**
     * The answer begins. Its content is to be read to the end, or the call aborted.
     *
     * @param content empty when the answer has none
     */
    void answering(ProviderCall call, Response head, Content.Source content);

    /** Nothing more comes, and what came is not whole. May be told more than once. */
    void broken(ProviderCall call, Throwable cause);
  }

  ProviderCall(HttpClient client, Letter letter, Duration idleTimeout, Receiver receiver) {
    this.client = client;
    this.letter = letter;
    this.idleTimeout = idleTimeout;
    this.receiver = receiver;
    this.request = request();
  }

  private Request request() {
    Request made =
        client
            .newRequest(letter.target())
            .method(letter.method())
            .idleTimeout(idleTimeout.toMillis(), TimeUnit.MILLISECONDS)
            .onRequestBegin(begun -> kept = KeptConnection.of(begun.getConnection()))
            .onRequestSuccess(sent -> left())
            .headers(
                to ->
                    ProviderHeaders.toProvider(
                        letter.agentHeaders(), to, letter.provider(), letter.key()));
    if (letter.body().length > 0) {
      String type = letter.agentHeaders().get(HttpHeader.CONTENT_TYPE);
      made.body(new BytesRequestContent(type == null ? "application/json" : type, letter.body()));
    }
    return made;
  }

  private void left() {
    if (!left) {
      left = true;
      receiver.left(this);
    }
  }

  Provider provider() {
    return letter.provider();
  }

  /** Jetty bears no abort while it takes a request in: the two wait for each other. */
  void send() {
    Request now = request;
    synchronized (now) {
      now.send(this);
    }
  }

  /** Ends the call; what came so far is lost. Also before {@link #send}, which then fails. */
  void abort(Throwable cause) {
    aborted = true;
    Request now = request;
    synchronized (now) {
      now.abort(cause);
    }
  }

  /** Gives up an answer that nobody reads. */
  void drop(Content.Source content, String why) {
    IOException cause = new IOException(why);
    content.fail(cause);
    abort(cause);
  }

  /** Jetty waits for ever behind an interim answer of a kind that it does not know. */
  @Override
  public void onHeaders(Response response) {
    if (response.getStatus() < 200) {
      IOException odd = new ProtocolException("an interim answer that was not asked for");
      abort(odd);
      receiver.broken(this, odd);
    }
  }

  @Override
  public void onContentSource(Response response, Content.Source content) {
    answering = true;
    answering(response, content);
  }

  @Override
  public void onComplete(Result result) {
    if (result.isFailed()) {
      if (!sentAgain(result.getFailure())) {
        receiver.broken(this, result.getFailure());
      }
    } else if (!answering) {
      answering(result.getResponse(), Content.Source.from(ByteBuffer.allocate(0)));
    }
  }

  /** Jetty only logs what a listener throws, and nobody would read the answer then. */
  private void answering(Response response, Content.Source content) {
    try {
      receiver.answering(this, response, content);
    } catch (RuntimeException | Error e) {
      abort(e);
      receiver.broken(this, e);
    }
  }

  /** Whether all that is wrong is that the provider had given up a kept connection. */
  private boolean sentAgain(Throwable failure) {
    if (again || kept == null || !kept.wasClosedUnanswered(failure)) {
      return false;
    }
    again = true;
    kept = null;
    request =
        request()
            .tag(FRESH)
            .headers(to -> to.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString()));
    if (aborted) {
      return false;
    }
    letter.again().run();
    send();
    return true;
  }
}
