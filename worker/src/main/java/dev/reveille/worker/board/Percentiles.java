package dev.reveille.worker.board;

import dev.reveille.domain.run.EventType;
import dev.reveille.runlog.BoardReader.BootEnd;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long boots took that came to their end; nearest rank. */
record Percentiles(List<Long> sorted) {
  static Percentiles of(List<BootEnd> boots) {
    return new Percentiles(
        boots.stream()
            .filter(boot -> boot.end() == EventType.BOOT_READY)
            .map(BootEnd::millis)
            .filter(Objects::nonNull)
            .sorted()
            .toList());
  }

  @Nullable Long at(double share) {
    return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  @Nullable Long median() {
    return at(0.5);
  }

  @Nullable Long p95() {
    return at(0.95);
  }
}
