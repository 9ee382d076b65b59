package dev.reveille.domain.gate;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.Finding.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What there is to say of one cell, in words. */
final class Remarks {
  private static final int REASON_CHARS = 300;

  private final Series now;
  private final @Nullable Series before;
  private final boolean comparing;
  private final int asked;
  private final List<Finding> findings = new ArrayList<>();

  Remarks(Series now, @Nullable Series before, boolean comparing, int asked) {
    this.now = now;
    this.before = before;
    this.comparing = comparing;
    this.asked = asked;
  }

  List<Finding> of(List<Comparison> comparisons, int family) {
    bad(Boot.Outcome.BOOT_TIMEOUT, "were not ready within " + spoken(now.limitMillis()));
    bad(Boot.Outcome.BOOT_FAILED, "failed");
    measured();
    limit();
    comparisons.stream().filter(Comparison::slower).forEach(this::slower);
    if (comparing) {
      comparable(comparisons, family);
    }
    return List.copyOf(findings);
  }

  private void bad(Boot.Outcome outcome, String words) {
    int bad = now.count(outcome);
    if (bad > 0) {
      fail(
          outcome.name(),
          bad
              + " of "
              + now.boots().size()
              + " boots "
              + words
              + endings(outcome)
              + "."
              + (outcome == Boot.Outcome.BOOT_FAILED ? why(now) : ""));
    }
  }

  /** What the first boot that did not get ready was ended by, as a sentence to follow another. */
  private static String why(Series series) {
    return series.boots().stream()
        .filter(boot -> !boot.isReady())
        .map(Boot::message)
        .filter(Objects::nonNull)
        .findFirst()
        .map(message -> " " + Spoken.sentence(Spoken.cut(message, REASON_CHARS)))
        .orElse("");
  }

  /** Such as {@code , 8 of them in stage context}. */
  private String endings(Boot.Outcome outcome) {
    Map<String, Long> stages =
        now.boots().stream()
            .filter(boot -> boot.outcome() == outcome)
            .map(Boot::endedIn)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(stage -> stage, Collectors.counting()));
    return stages.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(stage -> ", " + stage.getValue() + " in stage " + stage.getKey())
        .collect(Collectors.joining());
  }

  private void measured() {
    int made = now.boots().size() - now.count(Boot.Outcome.NOT_MADE);
    if (made == 0) {
      fail("NO_SAMPLES", "no boot was made of " + asked + "; what was not measured is not let in.");
    } else if (made < asked && made == now.ready()) {
      fail("NO_SAMPLES", "only " + made + " of " + asked + " boots were made.");
    }
  }

  private void limit() {
    now.p95Millis()
        .ifPresent(
            p95 -> {
              if (p95 >= now.warnMillis()) {
                fail(
                    "NEAR_LIMIT",
                    "its slowest boots take "
                        + spoken(p95)
                        + " (p95) of a limit of "
                        + spoken(now.limitMillis())
                        + " (expected: under "
                        + Math.round(100 * now.warnAt())
                        + " % of it, "
                        + spoken(now.warnMillis())
                        + ").");
              }
            });
  }

  private void slower(Comparison slower) {
    fail(
        "SLOWER",
        (slower.stage() == null ? "the boot" : "stage " + slower.stage())
            + " takes "
            + String.format(
                Locale.ROOT,
                "%.2f times as long (%.2f to %.2f)",
                slower.ratio(),
                slower.low(),
                slower.high())
            + ": "
            + spoken(Math.round(slower.medianBefore()))
            + " before, "
            + spoken(Math.round(slower.medianNow()))
            + " now.");
  }

  private void comparable(List<Comparison> comparisons, int family) {
    if (before == null) {
      warn("NOT_COMPARED", "nothing to compare with: the other side has no such boots.");
    } else if (comparisons.isEmpty() && now.ready() > 0) {
      warn(
          "NOT_COMPARED", "nothing to compare with: the other side never got ready." + why(before));
    } else if (!comparisons.isEmpty()
        && Ranks.leastChance(before.ready(), now.ready()) * family > GateJudge.LEVEL) {
      warn(
          "TOO_FEW",
          before.ready()
              + " boots before and "
              + now.ready()
              + " now can prove no slowdown among "
              + Spoken.count(family, "comparison")
              + "; take "
              + enough(family)
              + " or more.");
    }
  }

  private static int enough(int family) {
    int boots = 1;
    while (Ranks.leastChance(boots, boots) * family > GateJudge.LEVEL) {
      boots++;
    }
    return boots;
  }

  private void fail(String code, String message) {
    findings.add(new Finding(code, Severity.FAIL, message));
  }

  private void warn(String code, String message) {
    findings.add(new Finding(code, Severity.WARN, message));
  }

  private static String spoken(long millis) {
    return Spoken.duration(Duration.ofMillis(millis));
  }
}
