package dev.reveille.domain.boothealth;

import dev.reveille.domain.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in words what boots near their limit are about. */
public final class BootWords {
  private static final int FEW_CORES = 2;
  private static final long LITTLE_MEMORY = 4L << 30;
  private static final Duration LONG_UP = Duration.ofDays(45);
  private static final double PRESSED = 20;
  private static final long LITTLE_DISK = 1L << 30;

  private BootWords() {}

  /** One sentence: where they stand, and where they go. */
  public static String where(BootHealth health) {
    String stands =
        "p95 "
            + span(health.p95Millis())
            + " and last "
            + span(health.lastMillis())
            + " of "
            + span(health.limitMillis())
            + " (warning from "
            + span(health.warnMillis())
            + ")";
    Double perDay = health.growthPerDay();
    Double days = health.daysToLimit();
    if (health.reason() == BootHealth.Reason.FAILING) {
      return "Probe after probe fails to boot; " + stands + ".";
    }
    return perDay == null || days == null
        ? Spoken.sentence(upper(stands))
        : Spoken.sentence(
            upper(stands)
                + String.format(Locale.ROOT, ", growing %.1f %% a day: ", perDay * 100)
                + (days < 1
                    ? "at the limit now"
                    : "at the limit in " + Spoken.count((int) Math.floor(days), "day")));
  }

  /**
   * What grew, since when, what changed then, who else grew, and what the host is like; some
   * sentences.
   *
   * @param facts of the host, newest
   * @param others other series of the host, by a name for people, and whether they grew too
   */
  public static String why(BootHealth health, HostFacts facts, Others others, Instant now) {
    List<String> said = new ArrayList<>();
    Growth change = health.change();
    if (change != null) {
      String stage = change.stage();
      said.add(
          (stage == null
                  ? "Slower since " + day(change.since())
                  : "Stage "
                      + stage
                      + " grew from "
                      + span(change.stageFromMillis())
                      + " to "
                      + span(change.stageToMillis())
                      + " since "
                      + day(change.since()))
              + ".");
      said.add(
          change.changed().isEmpty()
              ? "Nothing we watch was changed then."
              : "Changed then: " + String.join(", ", change.changed()) + ".");
    }
    if (!others.grew().isEmpty()) {
      said.add("Grew too on this host: " + String.join(", ", others.grew()) + ".");
    }
    if (!others.steady().isEmpty()) {
      said.add("Steady on this host: " + String.join(", ", others.steady()) + ".");
    }
    String host = weak(facts, now);
    if (host != null) {
      said.add(host);
    }
    return String.join(" ", said);
  }

  /** Other series of the same host, by names for people. */
  public record Others(List<String> grew, List<String> steady) {
    public static final Others NONE = new Others(List.of(), List.of());

    public Others {
      grew = List.copyOf(grew);
      steady = List.copyOf(steady);
    }
  }

  /** What makes a host a slow one; null where nothing is known to. */
  private static @Nullable String weak(HostFacts facts, Instant now) {
    List<String> weak = new ArrayList<>();
    Integer cores = facts.cores();
    if (cores != null && cores <= FEW_CORES) {
      weak.add(Spoken.count(cores, "core"));
    }
    Long memory = facts.memoryBytes();
    if (memory != null && memory < LITTLE_MEMORY) {
      weak.add(String.format(Locale.ROOT, "%.1f GiB of memory", memory / (double) (1L << 30)));
    }
    Instant up = facts.hostUpSince();
    if (up != null && Duration.between(up, now).compareTo(LONG_UP) > 0) {
      weak.add("up for " + Duration.between(up, now).toDays() + " days");
    }
    pressed(weak, "processors", facts.cpuPressure());
    pressed(weak, "memory", facts.memoryPressure());
    pressed(weak, "disks", facts.ioPressure());
    Long disk = facts.diskFreeBytes();
    if (disk != null && disk < LITTLE_DISK) {
      weak.add("hardly any disk left");
    }
    return weak.isEmpty() ? null : "The host: " + String.join(", ", weak) + ".";
  }

  private static void pressed(List<String> weak, String what, @Nullable Double percent) {
    if (percent != null && percent > PRESSED) {
      weak.add("tasks wait for " + what + " " + Math.round(percent) + " % of the time");
    }
  }

  private static String upper(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static String span(long millis) {
    return Spoken.duration(Duration.ofMillis(millis));
  }

  private static String day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
