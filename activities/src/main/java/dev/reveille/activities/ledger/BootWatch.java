package dev.reveille.activities.ledger;

import dev.reveille.activities.record.AlertSender;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.alert.Report;
import dev.reveille.domain.boothealth.BootHealth;
import dev.reveille.domain.boothealth.BootJudge;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.boothealth.BootWords;
import dev.reveille.domain.boothealth.Growth;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.runlog.BootReader;
import dev.reveille.runlog.BootReader.Judged;
import dev.reveille.runlog.BootReader.Series;
import dev.reveille.runlog.BootSeriesName;
import dev.reveille.runlog.RunLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges boots that came since it looked last, and has people told when a series comes near its
 * limit and when it is away from it again. What was concluded stands in the run log, so that a
 * restart forgets nothing; a look that is made twice is counted once by the inbox.
 */
final class BootWatch {
  /** The words in place of a run's verdict. */
  static final String NEAR_LIMIT = "BOOT_NEAR_LIMIT";

  private static final String OK = "OK";

  /** Series in one look; the rest has its turn in the next. */
  private static final int MOST = 50;

  private static final int BOOTS = 1_000;
  private static final int OTHERS = 2_000;
  private static final int REMEDY_CHARS = 900;

  private final BootReader reader;
  private final RunLog log;
  private final AlertSender sender;

  BootWatch(BootReader reader, RunLog log, AlertSender sender) {
    this.reader = reader;
    this.log = log;
    this.sender = sender;
  }

  /**
   * @param policies of the jobs there are, by id
   */
  void look(String owner, Map<String, AlertPolicy> policies, Instant now) {
    for (Series series : reader.unjudged(owner, MOST)) {
      judge(series, policies, now);
    }
  }

  private void judge(Series series, Map<String, AlertPolicy> policies, Instant now) {
    boolean warned = reader.lastJudged(series) == Judged.NEAR_LIMIT;
    List<BootSample> boots = reader.thinned(series, now.minus(BootJudge.WINDOW), BOOTS);
    BootHealth health = BootJudge.judge(boots, now, warned, policies::containsKey).orElse(null);
    boolean near = health == null ? warned : health.isNearLimit();
    if (health != null && near != warned) {
      AlertPolicy policy = policy(series, health, policies, now);
      BootSample last = boots.get(boots.size() - 1);
      sender.report(
          series.owner(),
          near
              ? Report.bad(item(series, health), remedy(series, health, last, now), null, policy)
              : Report.good(item(series, health), policy));
    }
    // A clock that was set back leaves boots of times to come, which are judged now too.
    log.bootsJudged(series, now, near ? Judged.NEAR_LIMIT : Judged.GOOD);
  }

  /** All whose boots these are hear of it, and as the one whose limit it is wants to hear. */
  private @Nullable AlertPolicy policy(
      Series series, BootHealth health, Map<String, AlertPolicy> policies, Instant now) {
    List<AlertPolicy> others =
        reader.jobs(series, now.minus(BootJudge.WINDOW)).stream()
            .map(policies::get)
            .filter(Objects::nonNull)
            .toList();
    AlertPolicy own = policies.get(health.job());
    if (own == null && others.isEmpty()) {
      return null;
    }
    return (own == null ? others.get(0) : own).together(others);
  }

  private static Notice.Item item(Series series, BootHealth health) {
    return new Notice.Item(
        BootSeriesName.id(series),
        BootSeriesName.words(series),
        null,
        health.isNearLimit() ? NEAR_LIMIT : OK,
        BootWords.where(health),
        null,
        null);
  }

  private String remedy(Series series, BootHealth health, BootSample last, Instant now) {
    String why = BootWords.why(health, last.facts(), others(series, health.change(), now), now);
    return Spoken.cut(
        why
            + (why.isEmpty() ? "" : " ")
            + "Mend what slows it, or raise boot.timeout of job "
            + health.job()
            + " while there is time; `reveille probe "
            + series.agent()
            + "` shows it beside the other targets.",
        REMEDY_CHARS);
  }

  /** Which others of the host grew since then, and which did not. */
  private BootWords.Others others(Series series, @Nullable Growth change, Instant now) {
    if (change == null) {
      return BootWords.Others.NONE;
    }
    BootReader.Query query =
        new BootReader.Query(
            series.owner(),
            null,
            null,
            series.host(),
            series.how(),
            null,
            now.minus(BootJudge.WINDOW),
            OTHERS);
    Map<Series, List<BootSample>> others = new HashMap<>();
    for (BootSample sample : reader.samples(query)) {
      Series other = Series.of(sample);
      if (!other.equals(series)) {
        others.computeIfAbsent(other, s -> new ArrayList<>()).add(sample);
      }
    }
    List<String> grew = new ArrayList<>();
    List<String> steady = new ArrayList<>();
    others.forEach(
        (other, samples) ->
            Growth.isSlowerSince(samples, change.since())
                .ifPresent(
                    slower ->
                        (slower ? grew : steady).add(other.agent() + " for " + other.target())));
    grew.sort(null);
    steady.sort(null);
    return new BootWords.Others(grew, steady);
  }
}
