package dev.reveille.domain.gate;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a boot is compared.
 *
 * @param stage null for all of it
 */
record Part(@Nullable String stage) {
  static final Part TOTAL = new Part(null);

  Stream<Long> of(Boot boot) {
    return stage == null ? Stream.of(boot.millis()) : Stream.ofNullable(boot.stages().get(stage));
  }
}
