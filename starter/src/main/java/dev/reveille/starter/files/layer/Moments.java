package dev.reveille.starter.files.layer;

import dev.reveille.domain.Nearest;
import dev.reveille.domain.job.Stagger;
import dev.reveille.starter.files.field.Durations;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.tree.Scalar;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Readers of what schedules are made of. */
public final class Moments {
  private static final Duration WIDEST = Duration.ofDays(1);

  private Moments() {}

  /** A zone of the tz database; offsets and three-letter names mean nothing to a calendar. */
  public static Reader<ZoneId> zone() {
    Set<String> zones = ZoneId.getAvailableZoneIds();
    return (node, context) -> {
      if (!(node instanceof Scalar scalar)) {
        return context.wrong(node, "a time zone such as Europe/Berlin");
      }
      String written = scalar.text().strip();
      if (zones.contains(written) && !written.startsWith("SystemV/")) {
        return ZoneId.of(written);
      }
      String known = ZoneId.SHORT_IDS.getOrDefault(written.toUpperCase(Locale.ROOT), "");
      boolean unheard = context.problems().isFull(node.place().file());
      Optional<String> near =
          zones.contains(known) || unheard
              ? Optional.of(known).filter(zones::contains)
              : Nearest.to(written, zones);
      return context.wrong(
          node,
          "a time zone such as Europe/Berlin or UTC",
          near.map(zone -> "did you mean " + zone + "?").orElse(null));
    };
  }

  /** {@code auto}, or the width of the jitter. */
  public static Reader<Stagger> stagger() {
    return (node, context) -> {
      if (node instanceof Scalar scalar && scalar.text().equals("auto")) {
        return Stagger.AUTO;
      }
      if (node instanceof Scalar scalar && Durations.parse(scalar.text()).isPresent()) {
        Duration width = Readers.duration(Duration.ZERO, WIDEST).read(node, context);
        return width == null ? null : Stagger.jitter(width);
      }
      return context.wrong(node, "auto, or a duration such as 5s; 0 for none");
    };
  }

  /** OpenClaw's {@code staggerMs}. */
  public static Reader<Stagger> staggerMillis() {
    return (node, context) -> {
      Duration width =
          Readers.units(Duration.ofMillis(1), Duration.ZERO, WIDEST).read(node, context);
      return width == null ? null : Stagger.jitter(width);
    };
  }
}
