package dev.reveille.gateway;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** The login that an agent brings itself, where its provider says {@code keyFrom: agent}. */
final class AgentLogin {
  private static final String[] HEADERS = {"authorization", "x-api-key"};

  private AgentLogin() {}

  /** Whether there is one; the attempt's token, which is no login of anybody, does not count. */
  static boolean isIn(HttpFields request, String token) {
    for (String header : HEADERS) {
      String value = request.get(header);
      if (value != null && !value.isBlank()) {
        return !value.contains(token);
      }
    }
    return false;
  }

  static void pass(HttpFields from, HttpFields.Mutable to) {
    for (String header : HEADERS) {
      HttpField login = from.getField(header);
      if (login != null) {
        to.put(login);
      }
    }
  }
}
