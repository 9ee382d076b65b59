package dev.reveille.gateway;

import dev.reveille.gateway.pin.Dialect;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The requests that pass; all others are refused. */
enum Endpoint {
  CHAT_COMPLETIONS("POST", "/chat/completions", Dialect.CHAT, true),
  RESPONSES("POST", "/responses", Dialect.RESPONSES, true),
  MESSAGES("POST", "/messages", Dialect.MESSAGES, true),
  COUNT_TOKENS("POST", "/messages/count_tokens", Dialect.MESSAGES, false),
  MODELS("GET", "/models", Dialect.CHAT, false);

  private static final Pattern ONE_MODEL =
      Pattern.compile("/models/[A-Za-z0-9][A-Za-z0-9._:@-]{0,199}");

  private final String method;
  private final String path;
  private final Dialect dialect;
  private final boolean asksModel;

  Endpoint(String method, String path, Dialect dialect, boolean asksModel) {
    this.method = method;
    this.path = path;
    this.dialect = dialect;
    this.asksModel = asksModel;
  }

  /** The shape of such a request; of a list of models it says nothing. */
  Dialect dialect() {
    return dialect;
  }

  /** Whether such a request makes a model do work. */
  boolean asksModel() {
    return asksModel;
  }

  /**
   * Compares the path byte for byte, undecoded: whatever is written in another way is another path.
   *
   * @param path without the leading {@code /v1}
   */
  static @Nullable Endpoint of(String method, String path) {
    for (Endpoint endpoint : values()) {
      if (endpoint.method.equals(method) && endpoint.path.equals(path)) {
        return endpoint;
      }
    }
    return method.equals("GET") && ONE_MODEL.matcher(path).matches() ? MODELS : null;
  }
}
