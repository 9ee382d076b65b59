package dev.reveille.starter.failure;

import org.jspecify.annotations.Nullable;

/** What the starter cannot do, in words for people; each reason is a class of its own. */
public abstract sealed class ReveilleException extends RuntimeException
    permits AlreadyRunning, AnotherOwner, NoServer, NoSuchJob, NoSuchRun, NotPrepared {
  private static final long serialVersionUID = 1L;

  ReveilleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
