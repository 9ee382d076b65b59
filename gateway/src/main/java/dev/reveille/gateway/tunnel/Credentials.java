package dev.reveille.gateway.tunnel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the token out of {@code Proxy-Authorization: Basic …}, where it is the password. */
final class Credentials {
  private static final String BASIC = "basic ";
  private static final int LONGEST = 512;

  private Credentials() {}

  static @Nullable String token(@Nullable String header) {
    if (header == null
        || header.length() > LONGEST
        || !header.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
      return null;
    }
    try {
      byte[] plain = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String pair = new String(plain, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : pair.substring(colon + 1);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
