package dev.reveille.activities.web;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;

/**
 * One request. Its target may hold a secret, so it is never written anywhere.
 *
 * @param allowPrivate whether the target may be of a private network, and without TLS
 */
public record Post(
    URI target,
    boolean allowPrivate,
    Map<String, String> headers,
    String contentType,
    byte[] body) {
  public Post {
    requireNonNull(target, "target is null");
    requireNonNull(contentType, "contentType is null");
    requireNonNull(body, "body is null");
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return "Post[" + body.length + " bytes]";
  }
}
