package dev.reveille.domain.volume;

import static dev.reveille.domain.volume.Runs.FIRST;
import static dev.reveille.domain.volume.Runs.judge;
import static dev.reveille.domain.volume.Runs.times;
import static dev.reveille.domain.volume.Runs.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class VolumePropertiesTest {
  private static final String OUTPUT = "of: output";

  @Property(tries = 200)
  void a_job_that_makes_everything_so_many_times_as_long_is_judged_the_same(
      @ForAll @Size(min = 8, max = 30) List<@LongRange(min = 100_000, max = 200_000) Long> past,
      @ForAll @IntRange(min = 2, max = 1_000) int factor,
      @ForAll @IntRange(min = 1, max = 40) int share) {
    long came = 5_000L * share;
    long[] amounts = past.stream().mapToLong(Long::longValue).toArray();
    long[] scaled = past.stream().mapToLong(amount -> amount * factor).toArray();

    List<GoodRun> runs = workdays(Measure.OUTPUT, amounts);
    String code = judge(OUTPUT, runs, came).code();
    // The grain is up to a fiftieth of the least amount here, and less of more: the edge moves.
    Assume.that(judge(OUTPUT, runs, came * 96 / 100).code().equals(code));
    Assume.that(judge(OUTPUT, runs, came * 104 / 100).code().equals(code));
    assertThat(judge(OUTPUT, workdays(Measure.OUTPUT, scaled), came * factor).code())
        .isEqualTo(code);
  }

  @Property(tries = 200)
  void runs_moved_to_other_weeks_are_judged_the_same(
      @ForAll @Size(min = 1, max = 30) List<@LongRange(min = 0, max = 10_000) Long> past,
      @ForAll @LongRange(min = 0, max = 10_000) long came,
      @ForAll @IntRange(min = -100, max = 100) int weeks) {
    List<GoodRun> runs =
        workdays(Measure.OUTPUT, past.stream().mapToLong(Long::longValue).toArray());
    Duration shift = Duration.ofDays(7L * weeks);
    List<GoodRun> moved =
        runs.stream().map(run -> new GoodRun(run.due().plus(shift), run.volumes())).toList();

    assertThat(judge(OUTPUT, moved, Runs.workday(runs.size()).plus(shift), came))
        .isEqualTo(judge(OUTPUT, runs, came));
  }

  @Property(tries = 200)
  void the_order_in_which_a_past_is_given_means_nothing(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 0, max = 10_000) Long> past,
      @ForAll @LongRange(min = 0, max = 10_000) long came,
      @ForAll long seed) {
    List<GoodRun> runs =
        workdays(Measure.OUTPUT, past.stream().mapToLong(Long::longValue).toArray());
    List<GoodRun> shuffled = new ArrayList<>(runs);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(judge(OUTPUT, shuffled, came)).isEqualTo(judge(OUTPUT, runs, came));
  }

  @Property(tries = 200)
  void in_a_constant_series_half_is_usual_and_a_tenth_is_not(
      @ForAll @IntRange(min = 8, max = 40) int runs,
      @ForAll @LongRange(min = 400, max = 1L << 40) long amount) {
    List<GoodRun> past = workdays(Measure.OUTPUT, times(runs, amount));

    assertThat(judge(OUTPUT, past, amount).code()).isEqualTo(VolumeJudge.USUAL);
    assertThat(judge(OUTPUT, past, amount / 2).code()).isEqualTo(VolumeJudge.USUAL);
    assertThat(judge(OUTPUT, past, amount * 2).code()).isEqualTo(VolumeJudge.USUAL);
    assertThat(judge(OUTPUT, past, amount / 10).severity()).isEqualTo(Finding.Severity.FAIL);
    assertThat(judge(OUTPUT, past, amount * 10).severity()).isEqualTo(Finding.Severity.WARN);
  }

  @Property(tries = 200)
  void a_single_outlier_changes_no_verdict(
      @ForAll @Size(min = 9, max = 29) List<@LongRange(min = 3_500, max = 4_500) Long> past,
      @ForAll @LongRange(min = 0, max = 1L << 40) long outlier,
      @ForAll @IntRange(min = 0, max = 8) int where) {
    long[] amounts = past.stream().mapToLong(Long::longValue).toArray();
    long[] soiled = amounts.clone();
    soiled[where] = outlier;

    for (long came : new long[] {0, 120, 3_000, 4_000, 6_000, 1_000_000}) {
      assertThat(judge(OUTPUT, workdays(Measure.OUTPUT, soiled), came).severity())
          .as("%s bytes", came)
          .isEqualTo(judge(OUTPUT, workdays(Measure.OUTPUT, amounts), came).severity());
    }
  }

  @Property(tries = 200)
  void a_job_that_grows_or_shrinks_slowly_never_alarms(
      @ForAll @DoubleRange(min = 0.93, max = 1.07) double rate,
      @ForAll @LongRange(min = 2_000, max = 1_000_000) long first,
      @ForAll Measure measure) {
    List<Finding> alarms =
        alarms("of: " + measure.word(), 80, Duration.ofDays(1), run -> first * Math.pow(rate, run));

    assertThat(alarms).isEmpty();
  }

  @Property(tries = 200)
  void a_job_with_other_weekends_than_workdays_never_alarms(
      @ForAll @LongRange(min = 100, max = 100_000) long workdays,
      @ForAll @LongRange(min = 100, max = 100_000) long weekends,
      @ForAll @IntRange(min = 0, max = 6) int startsOn,
      @ForAll boolean ratio,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Finding> alarms =
        alarms(
            ratio ? "of: output, minRatio: 0.4, maxRatio: 2.5" : OUTPUT,
            70,
            Duration.ofDays(1),
            run -> {
              boolean weekend = (run + startsOn) % 7 >= 5;
              return (weekend ? weekends : workdays) * (0.8 + 0.4 * random.nextDouble());
            },
            startsOn);

    assertThat(alarms).isEmpty();
  }

  @Property(tries = 100)
  void a_job_with_other_nights_than_days_never_alarms(
      @ForAll @LongRange(min = 100, max = 100_000) long days,
      @ForAll @LongRange(min = 100, max = 100_000) long nights,
      @ForAll @IntRange(min = 0, max = 23) int startsAt,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Finding> alarms =
        alarms(
            OUTPUT,
            24 * 16,
            Duration.ofHours(1),
            run -> {
              int hour = Math.floorMod(run + startsAt, 24);
              return (hour >= 7 && hour < 19 ? days : nights) * (0.8 + 0.4 * random.nextDouble());
            });

    assertThat(alarms).isEmpty();
  }

  @Property(tries = 200)
  void nothing_is_judged_before_enough_is_known(
      @ForAll @Size(max = 7) List<@LongRange(min = 0, max = 1_000_000) Long> past,
      @ForAll @LongRange(min = 0, max = 1_000_000) long came,
      @ForAll Measure measure) {
    List<GoodRun> runs = workdays(measure, past.stream().mapToLong(Long::longValue).toArray());

    assertThat(judge("of: " + measure.word(), runs, came).code()).isEqualTo(VolumeJudge.LEARNING);
  }

  @Property(tries = 200)
  void where_none_is_usual_none_is_no_anomaly(
      @ForAll @IntRange(min = 8, max = 40) int zeros, @ForAll Measure measure) {
    List<GoodRun> past = workdays(measure, times(zeros, 0));

    assertThat(judge("of: " + measure.word(), past, 0).code()).isEqualTo(VolumeJudge.USUAL);
    assertThat(judge("of: " + measure.word(), past, 1_000_000).severity())
        .isEqualTo(Finding.Severity.WARN);
  }

  @Property(tries = 200)
  void less_is_never_better_than_a_little_too_little(
      @ForAll @Size(min = 8, max = 40) List<@LongRange(min = 0, max = 10_000) Long> past,
      @ForAll @LongRange(min = 0, max = 10_000) long came,
      @ForAll @LongRange(min = 0, max = 10_000) long less) {
    List<GoodRun> runs =
        workdays(Measure.OUTPUT, past.stream().mapToLong(Long::longValue).toArray());

    if (judge(OUTPUT, runs, came).severity() == Finding.Severity.FAIL && less < came) {
      assertThat(judge(OUTPUT, runs, less).severity()).isEqualTo(Finding.Severity.FAIL);
    }
  }

  /** Lets a job run, each run judged by the ones before it, and tells what it heard. */
  private static List<Finding> alarms(
      String rule, int runs, Duration every, IntToDoubleFunction amount) {
    return alarms(rule, runs, every, amount, 0);
  }

  private static List<Finding> alarms(
      String rule, int runs, Duration every, IntToDoubleFunction amount, int startsOn) {
    List<Finding> alarms = new ArrayList<>();
    List<GoodRun> past = new ArrayList<>();
    Measure measure = Runs.rule(rule).of();
    Instant due = FIRST.plus(Duration.ofDays(startsOn));
    for (int run = 0; run < runs; run++) {
      long came = Math.round(amount.applyAsDouble(run));
      Finding finding = judge(rule, past, new Occasion(due, ZoneOffset.UTC, false), came);
      if (finding.severity() != Finding.Severity.INFO) {
        alarms.add(finding);
      }
      past.add(new GoodRun(due, Runs.volumes(measure, came)));
      due = due.plus(every);
    }
    return alarms;
  }
}
