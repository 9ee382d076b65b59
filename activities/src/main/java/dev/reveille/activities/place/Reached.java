package dev.reveille.activities.place;

import dev.reveille.domain.settings.Provider;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * The gateway as one attempt finds it.
 *
 * @param gateway its address as seen from the run
 * @param path of the attempt's provider, with a leading slash
 * @param model the pinned model's bare id
 * @param api the provider's dialect
 */
record Reached(URI gateway, String path, String token, String model, Provider.Api api) {
  private static final String DIRECT = "127.0.0.1,localhost,::1";

  /** The same, for a program that asks for another model of the provider. */
  Reached asking(String otherModel) {
    return new Reached(gateway, path, token, otherModel, api);
  }

  /** Without {@code /v1}. */
  String baseUrl() {
    return gateway.resolve(path).toString();
  }

  /** What makes ordinary programs go to other hosts through the gateway's proxy. */
  Map<String, String> proxy() {
    String proxy = gateway.getScheme() + "://run:" + token + "@" + gateway.getRawAuthority();
    Map<String, String> variables = new TreeMap<>();
    for (String name : new String[] {"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"}) {
      variables.put(name, proxy);
    }
    variables.put("NO_PROXY", DIRECT);
    variables.put("no_proxy", DIRECT);
    // Node's own fetch looks at the variables above only when told so.
    variables.put("NODE_USE_ENV_PROXY", "1");
    return variables;
  }
}
