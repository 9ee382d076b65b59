package dev.reveille.domain.job;

import org.jspecify.annotations.Nullable;

/**
 * Where an outside watcher is told that something lives, in the URL scheme of Healthchecks. Exactly
 * one of the two says where.
 *
 * @param url the address itself
 * @param urlEnv the environment variable that holds it, since most watchers take it for a secret
 * @param allowPrivate whether it may be of a private network, and without TLS
 */
public record Ping(@Nullable String url, @Nullable String urlEnv, boolean allowPrivate) {
  public Ping {
    if ((url == null) == (urlEnv == null)) {
      throw new IllegalArgumentException("a ping has a url or a urlEnv (expected: one of them)");
    }
  }
}
