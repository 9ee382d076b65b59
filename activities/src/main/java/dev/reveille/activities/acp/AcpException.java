package dev.reveille.activities.acp;

import org.jspecify.annotations.Nullable;

/** What can go wrong between us and an agent; each subclass is one way. */
public abstract class AcpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AcpException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
