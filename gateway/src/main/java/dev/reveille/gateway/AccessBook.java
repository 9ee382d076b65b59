package dev.reveille.gateway;

import dev.reveille.domain.run.RunKey;
import dev.reveille.gateway.pace.Pacer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The accesses in force: at most one a run. */
final class AccessBook {
  private static final int TOKEN_BYTES = 16;
  private static final Duration CUT_LIMIT = Duration.ofSeconds(5);

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Access> byToken = new HashMap<>();
  private final Map<RunKey, Access> byRun = new HashMap<>();
  private final Pacer pacer;

  AccessBook(Pacer pacer) {
    this.pacer = pacer;
  }

  Access open(Grant grant, URI gateway) {
    Access access = new Access(grant, pacer.patience(grant.pin().patience()), newToken(), gateway);
    Access older;
    synchronized (this) {
      older = byRun.put(grant.key(), access);
      if (older != null) {
        byToken.remove(older.token());
      }
      byToken.put(access.token(), access);
    }
    if (older != null) {
      older.revoke(CUT_LIMIT);
    }
    return access;
  }

  synchronized @Nullable Access find(String token) {
    return byToken.get(token);
  }

  void revoke(String token) {
    Access access;
    synchronized (this) {
      access = byToken.remove(token);
      if (access == null) {
        return;
      }
      byRun.remove(access.key(), access);
    }
    access.revoke(CUT_LIMIT);
  }

  void revokeAll() {
    List<Access> all;
    synchronized (this) {
      all = List.copyOf(byToken.values());
      byToken.clear();
      byRun.clear();
    }
    all.forEach(access -> access.revoke(CUT_LIMIT));
  }

  private String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
