package dev.reveille.gateway;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.settings.Provider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code /run/<token>/<provider>/<path>}, as they were written.
 *
 * @param path begins with a slash
 */
record Route(String token, String provider, String path) {
  private static final Pattern FORM =
      Pattern.compile("/run/([A-Za-z0-9_-]{1,64})/([^/]{1,64})(/.{1,512})");
  private static final String VERSION = "/v1";

  static @Nullable Route of(@Nullable String path) {
    if (path == null) {
      return null;
    }
    Matcher matcher = FORM.matcher(path);
    return matcher.matches()
        ? new Route(matcher.group(1), matcher.group(2), matcher.group(3))
        : null;
  }

  /** The path below the version: agents send {@code /v1} or leave it out. */
  String tail() {
    return path.startsWith(VERSION + "/") ? path.substring(VERSION.length()) : path;
  }

  /** Where the request goes; null when the query cannot be part of an address. */
  @Nullable URI target(Provider provider, @Nullable String query) {
    URI baseUrl = requireNonNull(provider.baseUrl(), "an access holds no provider without address");
    String base = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath().replaceAll("/+$", "");
    try {
      return new URI(
          baseUrl.getScheme()
              + "://"
              + baseUrl.getRawAuthority()
              + (base.isEmpty() ? VERSION : base)
              + tail()
              + (query == null ? "" : "?" + query));
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
