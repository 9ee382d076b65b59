package dev.reveille.gateway;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An address that outlives turns, for an agent that is given one at its start and then serves many
 * runs. Behind it stands the access of the present turn, or nothing: calls are then refused, and
 * recorded with the turn that was last. Thread-safe. Its text form does not show the token.
 */
public final class Door implements AutoCloseable {
  /** So that an agent left alone cannot fill the run log. */
  private static final int MOST_LATE = 100;

  private final String token;
  private final AccessBook book;
  private final URI gateway;
  private volatile @Nullable Access last;
  private final AtomicInteger late = new AtomicInteger();

  Door(String token, AccessBook book, URI gateway) {
    this.token = token;
    this.book = book;
    this.gateway = gateway;
  }

  /** A secret, as long as the door is open. */
  String token() {
    return token;
  }

  /**
   * Lets one attempt of a run in, and whoever was in before out. To be revoked by its token, as any
   * access, when the turn is over.
   */
  public Access open(Grant grant) {
    Access access = book.open(grant, token, gateway);
    last = access;
    late.set(0);
    return access;
  }

  /** Whose turn was last and has yet another late call of its agent recorded; null for nobody's. */
  @Nullable Access lastToRecord() {
    return late.incrementAndGet() <= MOST_LATE ? last : null;
  }

  /** The address leads nowhere from now on. Blocks as {@link Gateway#revoke} does. */
  @Override
  public void close() {
    book.close(this);
  }

  @Override
  public String toString() {
    return "door, last of " + last;
  }
}
