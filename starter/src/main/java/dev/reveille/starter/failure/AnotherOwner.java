package dev.reveille.starter.failure;

import org.jspecify.annotations.Nullable;

/** A job belongs to another folder's owner. */
public final class AnotherOwner extends ReveilleException {
  private static final long serialVersionUID = 1L;

  public AnotherOwner(String job, @Nullable String holder, String owner) {
    super(
        "job "
            + job
            + " belongs to owner '"
            + (holder == null ? "" : holder)
            + "', not to '"
            + owner
            + "'; do this from its own folder",
        null);
  }
}
