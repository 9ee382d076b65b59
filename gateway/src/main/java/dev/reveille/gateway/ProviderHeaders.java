package dev.reveille.gateway;

import dev.reveille.domain.settings.Provider;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** Which headers cross the gateway, and the provider's key among them. */
final class ProviderHeaders {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authentication-info",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<String> NOT_TO_PROVIDER =
      Set.of(
          "host",
          "content-length",
          "expect",
          "accept-encoding",
          "authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "cookie",
          "forwarded",
          "via");

  private static final Set<String> NOT_TO_AGENT =
      Set.of("set-cookie", "set-cookie2", "alt-svc", "strict-transport-security", "location");

  private ProviderHeaders() {}

  /**
   * What a provider is sent. The answer is asked for uncompressed, because the gateway reads it.
   *
   * @param key null when the provider needs none
   */
  static void toProvider(
      HttpFields from, HttpFields.Mutable to, Provider provider, @Nullable String key) {
    Set<String> named = namedByConnection(from);
    to.clear();
    for (HttpField field : from) {
      String name = field.getLowerCaseName();
      if (!HOP_BY_HOP.contains(name)
          && !NOT_TO_PROVIDER.contains(name)
          && !name.startsWith("x-forwarded-")
          && !named.contains(name)) {
        to.add(field);
      }
    }
    to.put(HttpHeader.ACCEPT_ENCODING, "identity");
    if (provider.keyFrom() != null) {
      AgentLogin.pass(from, to);
      return;
    }
    if (key == null) {
      return;
    }
    if (provider.api() == Provider.Api.ANTHROPIC && provider.auth() == Provider.Auth.KEY) {
      to.put("x-api-key", key);
    } else {
      to.put(HttpHeader.AUTHORIZATION, "Bearer " + key);
    }
  }

  static void toAgent(HttpFields from, HttpFields.Mutable to) {
    Set<String> named = namedByConnection(from);
    for (HttpField field : from) {
      String name = field.getLowerCaseName();
      if (!HOP_BY_HOP.contains(name) && !NOT_TO_AGENT.contains(name) && !named.contains(name)) {
        to.add(field);
      }
    }
  }

  private static Set<String> namedByConnection(HttpFields fields) {
    Set<String> names = new HashSet<>();
    for (String name : fields.getCSV(HttpHeader.CONNECTION, false)) {
      names.add(name.toLowerCase(Locale.ROOT));
    }
    return names;
  }
}
