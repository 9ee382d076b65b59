package dev.reveille.drill;

import java.util.Locale;

/** What a request was for, told by its path; {@code /v1} in front is optional. */
public enum Dialect {
  CHAT("/chat/completions", true),
  RESPONSES("/responses", true),
  MESSAGES("/messages", true),
  COUNT_TOKENS("/messages/count_tokens", false),
  MODELS("/models", false),
  UNKNOWN("", false);

  private final String path;
  private final boolean call;

  Dialect(String path, boolean call) {
    this.path = path;
    this.call = call;
  }

  /** Whether such a request has a model answer. */
  public boolean isCall() {
    return call;
  }

  static Dialect of(String method, String path) {
    String bare = path.startsWith("/v1/") ? path.substring("/v1".length()) : path;
    if (method.equals("GET")) {
      return bare.equals(MODELS.path) || bare.startsWith(MODELS.path + "/") ? MODELS : UNKNOWN;
    }
    for (Dialect dialect : values()) {
      if (method.equals("POST") && dialect != MODELS && dialect.path.equals(bare)) {
        return dialect;
      }
    }
    return UNKNOWN;
  }

  String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}
