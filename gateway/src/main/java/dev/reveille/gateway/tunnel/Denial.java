package dev.reveille.gateway.tunnel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A line that is not opened: the answer in plain words, after which the connection ends. */
record Denial(int status, String message) {
  static Denial noToken() {
    return new Denial(
        407,
        "The gateway's proxy is for runs: give the attempt's token as the password, as HTTPS_PROXY"
            + " of the run's environment does.");
  }

  static Denial notAllowed(String where) {
    return new Denial(
        403,
        "This run may not reach " + where + "; its job would have to name it under network.allow.");
  }

  static Denial unreadable() {
    return new Denial(400, "CONNECT takes a host and a port, such as api.github.com:443.");
  }

  static Denial plainHttp() {
    return new Denial(
        403,
        "The gateway's proxy passes on encrypted connections (CONNECT) only. Take the https address,"
            + " or have the client tunnel (curl --proxytunnel).");
  }

  static Denial obstacle(String where, String obstacle) {
    return new Denial(
        403,
        where
            + " "
            + obstacle
            + "; only an allow-list that names that address itself, not a name, opens it.");
  }

  static Denial tooMany(int most) {
    return new Denial(429, "The run has opened " + most + " connections, and may open no more.");
  }

  static Denial busy() {
    return new Denial(503, "The gateway looks up too many names at once; try again shortly.");
  }

  static Denial full() {
    return new Denial(503, "The gateway bears no more connections now; try again shortly.");
  }

  static Denial over() {
    return new Denial(407, "The run attempt of this token is over.");
  }

  static Denial unknownHost(String where) {
    return new Denial(502, where + " has no address that this host could find.");
  }

  static Denial unreachable(String where, String why) {
    return new Denial(502, where + " could not be reached: " + why + ".");
  }

  void answer(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    if (status == 407) {
      response.getHeaders().put(HttpHeader.PROXY_AUTHENTICATE, "Basic realm=\"reveille\"");
    }
    response.write(
        true, ByteBuffer.wrap((message + "\n").getBytes(StandardCharsets.UTF_8)), callback);
  }
}
