package dev.reveille.domain.boothealth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was changed on a host or in an agent round a time. */
final class Changes {
  private static final double BUSIER = 1.5;
  private static final double LEAST_LOAD = 0.3;

  private Changes() {}

  /**
   * @param known of one series, in the order of time
   */
  static List<String> among(List<BootSample> known, Instant from, Instant to, Instant since) {
    Set<String> changed = new LinkedHashSet<>();
    for (int i = 1; i < known.size(); i++) {
      BootSample one = known.get(i - 1);
      BootSample next = known.get(i);
      if (!next.at().isBefore(from) && !next.at().isAfter(to)) {
        other(changed, "agent", one.agentVersion(), next.agentVersion());
        other(changed, "agent runtime", one.facts().agentRuntime(), next.facts().agentRuntime());
        other(changed, "runtime", one.facts().runtime(), next.facts().runtime());
        other(changed, "system", one.facts().osImage(), next.facts().osImage());
        if (isLater(one.facts().hostUpSince(), next.facts().hostUpSince())) {
          changed.add("the host was rebooted");
        } else if (isLater(one.facts().workerUpSince(), next.facts().workerUpSince())) {
          changed.add("the worker was restarted");
        }
      }
    }
    busier(known, since, changed);
    return new ArrayList<>(changed);
  }

  private static void other(
      Set<String> changed, String what, @Nullable String before, @Nullable String after) {
    if (before != null && after != null && !Objects.equals(before, after)) {
      changed.add(what + " " + before + " became " + after);
    }
  }

  /** Boot times of a system are reckoned from the clock, and move with it by seconds. */
  private static boolean isLater(@Nullable Instant before, @Nullable Instant after) {
    return before != null && after != null && after.isAfter(before.plusSeconds(60));
  }

  private static void busier(List<BootSample> known, Instant since, Set<String> changed) {
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    for (BootSample sample : known) {
      Double load = sample.facts().load();
      Integer cores = sample.facts().cores();
      if (load != null && cores != null) {
        (sample.at().isBefore(since) ? before : after).add(load / cores);
      }
    }
    if (before.isEmpty() || after.isEmpty()) {
      return;
    }
    double was = StageTimes.median(before);
    double is = StageTimes.median(after);
    if (is > was * BUSIER && is - was > LEAST_LOAD) {
      changed.add(String.format(Locale.ROOT, "load a core from %.1f to %.1f", was, is));
    }
  }
}
