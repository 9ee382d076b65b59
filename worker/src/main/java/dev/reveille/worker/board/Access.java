package dev.reveille.worker.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may read and who may act. The token is compared in constant time, and is shown either with
 * each request of a program, or once by a person, whose browser then holds a session. Thread-safe.
 */
final class Access {
  static final String COOKIE = "reveille-session";

  private static final Duration SESSION = Duration.ofHours(12);
  private static final int SESSIONS = 1_000;
  private static final int BYTES = 32;
  private static final String BEARER = "Bearer ";

  private final byte[] token;
  private final boolean open;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /** A browser that has shown the token. */
  record Session(String id, String csrf, Instant until) {}

  Access(String token, boolean open, Clock clock) {
    this.token = token.getBytes(UTF_8);
    this.open = open;
    this.clock = clock;
  }

  /** Whether the request may read. */
  boolean mayRead(Asked asked) {
    return !open || session(asked).isPresent() || showsToken(asked);
  }

  /** Whether the request of a program shows the token. */
  boolean showsToken(Asked asked) {
    String header = asked.header("Authorization");
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && isToken(header.substring(BEARER.length()).strip());
  }

  boolean isToken(String text) {
    return same(text.getBytes(UTF_8), token);
  }

  private static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(digest(one), digest(other));
  }

  /** Of one length, so that not even that is learned. */
  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  synchronized Session begin() {
    sessions.values().removeIf(session -> session.until().isBefore(clock.instant()));
    if (sessions.size() >= SESSIONS) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    Session session = new Session(secret(), secret(), clock.instant().plus(SESSION));
    sessions.put(session.id(), session);
    return session;
  }

  synchronized void end(Asked asked) {
    asked.cookie(COOKIE).ifPresent(sessions::remove);
  }

  synchronized Optional<Session> session(Asked asked) {
    return asked
        .cookie(COOKIE)
        .map(sessions::get)
        .filter(session -> session.until().isAfter(clock.instant()));
  }

  /**
   * A form must come from a page of this board, and carry what only that page was told.
   *
   * @throws Refused when it does not
   */
  void checkForm(Asked asked, @Nullable String csrf) {
    checkOrigin(asked);
    Session session =
        session(asked).orElseThrow(() -> new Refused(403, "Sign in first; then this can be done."));
    if (csrf == null || !same(csrf.getBytes(UTF_8), session.csrf().getBytes(UTF_8))) {
      throw new Refused(403, "The form is of another session. Load the page again, then repeat.");
    }
  }

  /**
   * @throws Refused for a request that a page of elsewhere made a browser send
   */
  void checkOrigin(Asked asked) {
    String site = asked.header("Sec-Fetch-Site");
    String origin = asked.header("Origin");
    boolean ours =
        site != null
            ? site.equals("same-origin") || site.equals("none")
            : origin == null || sameHost(origin, asked);
    if (!ours) {
      throw new Refused(403, "The request came from a page of elsewhere.");
    }
  }

  private static boolean sameHost(String origin, Asked asked) {
    try {
      String authority = URI.create(origin).getAuthority();
      return authority != null && authority.equalsIgnoreCase(asked.header("Host"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String secret() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
