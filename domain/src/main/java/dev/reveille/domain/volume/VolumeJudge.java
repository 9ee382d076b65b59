package dev.reveille.domain.volume;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.Finding.Severity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a run's volume against its job's own past: too little is what an agent leaves that did not
 * do its work, and does not know it.
 */
public final class VolumeJudge {
  private static final String ANOMALY = FailureType.VOLUME_ANOMALY.name();
  static final String LEARNING = "VOLUME_LEARNING";
  static final String USUAL = "VOLUME_USUAL";
  static final String NOT_COUNTED = "VOLUME_NOT_COUNTED";

  private static final String UNLIKE = "is unlike the job's own past";
  private static final String LEARNED_FROM =
      "is still learned (from " + Past.ENOUGH + " good runs)";
  private static final double PERCENT = 100;

  private final VolumeRule rule;
  private final long came;
  private final Occasion occasion;
  private final Past past;

  private VolumeJudge(VolumeRule rule, long came, Occasion occasion, Past past) {
    this.rule = rule;
    this.came = came;
    this.occasion = occasion;
    this.past = past;
  }

  /**
   * A finding for each rule, in their order.
   *
   * @param past good runs of the same lineage that were not idle, in any order
   */
  public static List<Finding> judge(
      List<VolumeRule> rules, Volumes volumes, Occasion occasion, List<GoodRun> past) {
    List<Finding> findings = new ArrayList<>();
    for (VolumeRule rule : rules) {
      Long came = volumes.of(rule.of());
      findings.add(
          came == null
              ? notCounted(rule)
              : new VolumeJudge(
                      rule, came, occasion, Past.of(rule.of(), occasion, rule.since(), past))
                  .finding());
    }
    return findings;
  }

  private static Finding notCounted(VolumeRule rule) {
    return new Finding(
        NOT_COUNTED,
        Severity.WARN,
        "The volume of "
            + rule.of().word()
            + " was not held against the job's past: nobody counted it.");
  }

  private Finding finding() {
    String bound = brokenBound();
    if (bound != null) {
      return finding(
          byPolicy(), ANOMALY, "is beyond the job's bounds", " (expected: " + bound + ")");
    }
    // The first night, or the first Saturday, of a job is like nothing before it.
    if (!past.isKnown(occasion.byHand())) {
      String why = past.isLearned(true) ? "; the first run at such a time" : "";
      return finding(Severity.INFO, LEARNING, LEARNED_FROM, usual(past.known()) + why);
    }
    String ratio = brokenRatio();
    if (ratio != null) {
      String expected = ", of which " + ratio + " is expected";
      return finding(byPolicy(), ANOMALY, UNLIKE, usual(past.known()) + expected);
    }
    if (!past.isLearned(occasion.byHand())) {
      return finding(Severity.INFO, LEARNING, LEARNED_FROM, usual(past.known()));
    }
    if (rule.minRatio() == null && past.learned().stream().allMatch(usual -> usual.isLow(came))) {
      return finding(byPolicy(), ANOMALY, UNLIKE, usual(past.learned()));
    }
    // More than ever is seldom a sign of work left undone.
    if (rule.maxRatio() == null && past.learned().stream().allMatch(usual -> usual.isHigh(came))) {
      return finding(Severity.WARN, ANOMALY, UNLIKE, usual(past.learned()));
    }
    return finding(Severity.INFO, USUAL, "is as usual", usual(past.learned()));
  }

  private Finding finding(Severity severity, String code, String judgement, String reason) {
    return new Finding(
        code, severity, "The volume " + judgement + ": " + rule.of().said(came) + reason + ".");
  }

  private Severity byPolicy() {
    return rule.policy() == VolumeRule.Policy.FAIL ? Severity.FAIL : Severity.WARN;
  }

  private @Nullable String brokenBound() {
    Long least = rule.min();
    if (least != null && came < least) {
      return "at least " + rule.of().bare(least);
    }
    Long most = rule.max();
    return most != null && came > most ? "at most " + rule.of().bare(most) : null;
  }

  private @Nullable String brokenRatio() {
    Double least = rule.minRatio();
    if (least != null && past.known().stream().allMatch(usual -> came < least * usual.median())) {
      return "at least " + percent(least);
    }
    Double most = rule.maxRatio();
    return most != null
            && past.known().stream().allMatch(usual -> came > most * Math.max(1, usual.median()))
        ? "at most " + percent(most)
        : null;
  }

  /** Such as {@code ; usual is 4.1 kB (12 good runs)}. */
  private String usual(List<Usual> references) {
    if (references.isEmpty()) {
      return "";
    }
    Usual usual = references.get(0);
    return "; usual is "
        + rule.of().bare(usual.median())
        + " ("
        + Spoken.count(usual.runs(), "good run")
        + ")";
  }

  private static String percent(double ratio) {
    return BigDecimal.valueOf(ratio * PERCENT)
            .round(new MathContext(3))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }
}
