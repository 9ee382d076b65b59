package dev.reveille.activities.web;

import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param retryAfter the header as it was sent
 * @param text the beginning of the body; may be empty although there was one
 */
public record Answer(int status, @Nullable String retryAfter, String text) {
  /** Whether the request was taken. */
  public boolean good() {
    return status >= 200 && status < 300;
  }
}
