package dev.reveille.workflows;

import dev.reveille.domain.Spoken;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;

/** What people are told of an activity that was given up. */
final class LastWords {
  private static final int CHARS = 500;

  private LastWords() {}

  /** The innermost cause's own words: those around it tell of Temporal only. */
  static String of(ActivityFailure failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return Spoken.cut(
        last instanceof ApplicationFailure reported
            ? reported.getOriginalMessage()
            : String.valueOf(last.getMessage()),
        CHARS);
  }
}
