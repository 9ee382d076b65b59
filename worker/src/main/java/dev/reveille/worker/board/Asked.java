package dev.reveille.worker.board;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A request as the board reads it.
 *
 * @param path its parts, decoded
 */
record Asked(Request request, List<String> path) {
  static Asked of(Request request) {
    String decoded = request.getHttpURI().getDecodedPath();
    String bare = decoded == null ? "" : decoded.replaceAll("^/+|/+$", "");
    return new Asked(request, bare.isEmpty() ? List.of() : List.of(bare.split("/", -1)));
  }

  String method() {
    return request.getMethod();
  }

  boolean reads() {
    return method().equals("GET") || method().equals("HEAD");
  }

  /** A part of the path; empty beyond its end. */
  String part(int index) {
    return index < path.size() ? path.get(index) : "";
  }

  @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  /** A field of the query; empty where it is absent. */
  String query(String name) {
    String value = fields().getValue(name);
    return value == null ? "" : value.strip();
  }

  /** A field of the query as it was given; null where it is absent. */
  @Nullable String given(String name) {
    return fields().getValue(name);
  }

  private Fields fields() {
    try {
      return Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      throw new Refused(400, "The query cannot be read.");
    }
  }

  /**
   * A number of the query.
   *
   * @throws Refused when it is none, or out of bounds
   */
  int number(String name, int otherwise, int least, int most) {
    String text = given(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of bounds.
    }
    throw new Refused(
        400, name + ": '" + text + "' (expected: a number from " + least + " to " + most + ")");
  }

  Optional<String> cookie(String name) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /** Whether only a part of the page is wanted, as htmx asks for it. */
  boolean partly() {
    return "true".equals(header("HX-Request"));
  }

  boolean forPrograms() {
    return part(0).equals("api");
  }
}
