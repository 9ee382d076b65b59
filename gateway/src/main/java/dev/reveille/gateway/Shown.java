package dev.reveille.gateway;

import dev.reveille.domain.Spoken;
import org.jspecify.annotations.Nullable;

/** Names that others made up, cut to what a row of the run log may hold. */
final class Shown {
  private static final int LONGEST = 256;

  private Shown() {}

  static @Nullable String name(@Nullable String written) {
    return written == null ? null : Spoken.cut(written.replaceAll("\\p{Cntrl}", "?"), LONGEST);
  }
}
