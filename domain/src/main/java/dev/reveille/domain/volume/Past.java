package dev.reveille.domain.volume;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a job's good runs show to be usual for one run of it, by one measure. */
final class Past {
  /** So many good runs teach what is usual. */
  static final int ENOUGH = 8;

  /** What is longer ago is not usual any more. */
  private static final int NEWEST = 30;

  /** Of fewer runs a single bad one would be half. */
  private static final int FEW = 3;

  private final @Nullable Usual whole;
  private final @Nullable Usual like;
  private final @Nullable Usual weekday;

  /**
   * @param whole of the newest runs; null where there is none
   * @param like of the newest runs at a like time; null where there is none
   * @param weekday of those among these that were on the same day of the week; null where there is
   *     none
   */
  private Past(@Nullable Usual whole, @Nullable Usual like, @Nullable Usual weekday) {
    this.whole = whole;
    this.like = like;
    this.weekday = weekday;
  }

  static Past of(Measure measure, Occasion occasion, @Nullable Instant since, List<GoodRun> runs) {
    List<GoodRun> counted =
        runs.stream()
            .filter(run -> since == null || !run.due().isBefore(since))
            .filter(run -> run.volumes().of(measure) != null)
            .sorted(Comparator.comparing(GoodRun::due).reversed())
            .toList();
    List<GoodRun> like =
        counted.stream().filter(run -> occasion.isLike(run.due())).limit(NEWEST).toList();
    return new Past(
        usual(measure, counted.stream().limit(NEWEST)),
        usual(measure, like.stream()),
        usual(measure, like.stream().filter(run -> occasion.isSameWeekday(run.due()))));
  }

  private static @Nullable Usual usual(Measure measure, Stream<GoodRun> runs) {
    List<Long> amounts =
        runs.map(run -> run.volumes().of(measure)).filter(Objects::nonNull).toList();
    return amounts.isEmpty() ? null : Usual.of(measure, amounts);
  }

  private static int runs(@Nullable Usual usual) {
    return usual == null ? 0 : usual.runs();
  }

  /** Of the newest runs of any time; null where there is none. */
  @Nullable Usual whole() {
    return whole;
  }

  /** Whether anything is known of such a time. */
  boolean isKnown(boolean anyTime) {
    return (anyTime ? whole : like) != null;
  }

  /** Whether there are enough runs to say what is usual, at such a time too. */
  boolean isLearned(boolean anyTime) {
    return runs(whole) >= ENOUGH && (anyTime || runs(like) >= FEW);
  }

  /**
   * What a run must be unlike, each of them, to be unlike what was learned: the runs at a like
   * time, and of the same weekday; while the former are few, the newest of any time too.
   */
  List<Usual> learned() {
    return each(runs(like) >= ENOUGH ? null : whole, atLeast(FEW, like), atLeast(FEW, weekday));
  }

  /** The same for a job's own ratios, which hold from the first run at a like time on. */
  List<Usual> known() {
    return each(runs(like) >= FEW ? null : whole, like, atLeast(FEW, weekday));
  }

  private static @Nullable Usual atLeast(int runs, @Nullable Usual usual) {
    return runs(usual) >= runs ? usual : null;
  }

  private static List<Usual> each(@Nullable Usual... some) {
    return Stream.of(some).filter(Objects::nonNull).toList();
  }
}
