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
  private final Map<String, Door> doors = new HashMap<>();
  private final Pacer pacer;

  AccessBook(Pacer pacer) {
    this.pacer = pacer;
  }

  Access open(Grant grant, URI gateway) {
    return open(grant, newToken(), gateway);
  }

  /** A door, with a token that nobody is behind yet. */
  Door openDoor(URI gateway) {
    Door door = new Door(newToken(), this, gateway);
    synchronized (this) {
      doors.put(door.token(), door);
    }
    return door;
  }

  /** The door of that token, whether or not a turn is behind it. */
  synchronized @Nullable Door door(String token) {
    return doors.get(token);
  }

  void close(Door door) {
    synchronized (this) {
      doors.remove(door.token());
    }
    revoke(door.token());
  }

  /** Opens behind a door; whatever was behind it is revoked, and so is an older one of the run. */
  Access open(Grant grant, String token, URI gateway) {
    revoke(token);
    Access access = new Access(grant, pacer.patience(grant.pin().patience()), token, gateway);
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
      doors.clear();
    }
    all.forEach(access -> access.revoke(CUT_LIMIT));
  }

  private String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
