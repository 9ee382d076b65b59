package dev.reveille.domain.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.stat.descriptive.rank.Median;

/**
 * The times of one cell by two builds on the log scale, part by part.
 *
 * <p>Builds that are booted in turn share the host's speed of the moment, which changes as it goes.
 * What all parts of both boots of a round have in common is that speed: it is taken from each, so
 * that only what is the builds' own is left. A difference between the builds stays, since both lose
 * the same.
 */
final class Times {
  /** A build is slower when it is, with confidence, by more than this. */
  private static final double LEAST_RATIO = 1.05;

  /** What is left of a host's doing on another day is more. */
  private static final double LEAST_RATIO_APART = 1.08;

  /** Of fewer, what is a stage's own could not be told from the host's. */
  private static final int LEAST_STAGES = 3;

  private final List<Boot> before;
  private final List<Boot> now;
  private final double[] speedBefore;
  private final double[] speedNow;
  private final double leastRatio;

  private Times(
      List<Boot> before,
      List<Boot> now,
      double[] speedBefore,
      double[] speedNow,
      double leastRatio) {
    this.leastRatio = leastRatio;
    this.before = before;
    this.now = now;
    this.speedBefore = speedBefore;
    this.speedNow = speedNow;
  }

  /**
   * Of builds that were booted at times of their own.
   *
   * @param host by how much slower the host was at the later time, as {@link HostSpeed} says
   */
  static Times apart(Series before, Series now, double host) {
    List<Boot> old = before.boots().stream().filter(Boot::isReady).toList();
    List<Boot> young = now.boots().stream().filter(Boot::isReady).toList();
    List<Part> parts = parts(before, now);
    return new Times(
        old,
        young,
        parts.size() < LEAST_STAGES ? new double[old.size()] : speeds(List.of(old), parts, 0),
        parts.size() < LEAST_STAGES
            ? DoubleStream.generate(() -> host).limit(young.size()).toArray()
            : speeds(List.of(young), parts, host),
        LEAST_RATIO_APART);
  }

  /** Of builds that were booted in turn: the n-th boots of both were neighbours. */
  static Times inTurn(Series before, Series now) {
    List<Boot> old = new ArrayList<>();
    List<Boot> young = new ArrayList<>();
    for (int i = 0; i < Math.min(before.boots().size(), now.boots().size()); i++) {
      if (before.boots().get(i).isReady() && now.boots().get(i).isReady()) {
        old.add(before.boots().get(i));
        young.add(now.boots().get(i));
      }
    }
    double[] speeds = speeds(List.of(old, young), parts(before, now), 0);
    return new Times(old, young, speeds, speeds, LEAST_RATIO);
  }

  private static List<Part> parts(Series before, Series now) {
    List<Part> stages =
        now.parts().stream()
            .filter(part -> part.stage() != null && before.parts().contains(part))
            .toList();
    return stages.isEmpty() ? List.of(Part.TOTAL) : stages;
  }

  /**
   * The host's speed in each round.
   *
   * @param sides boots of one build or of both; the n-th ones are neighbours
   * @param host added to each
   */
  private static double[] speeds(List<List<Boot>> sides, List<Part> parts, double host) {
    double[] usual =
        parts.stream()
            .mapToDouble(part -> median(sides.stream().flatMap(boots -> logs(boots, part))))
            .toArray();
    return IntStream.range(0, sides.get(0).size())
        .mapToDouble(round -> host + median(beyondUsual(sides, round, parts, usual)))
        .toArray();
  }

  private static Stream<Double> beyondUsual(
      List<List<Boot>> sides, int round, List<Part> parts, double[] usual) {
    List<Boot> neighbours = sides.stream().map(boots -> boots.get(round)).toList();
    return IntStream.range(0, parts.size())
        .boxed()
        .flatMap(part -> logs(neighbours, parts.get(part)).map(log -> log - usual[part]));
  }

  private static Stream<Double> logs(List<Boot> boots, Part part) {
    return boots.stream().flatMap(part::of).map(Times::log);
  }

  /** A clock of milliseconds says 0 to what took less than one. */
  private static double log(long millis) {
    return Math.log(Math.max(1, millis));
  }

  private static double median(Stream<Double> values) {
    double[] all = values.mapToDouble(Double::doubleValue).toArray();
    return all.length == 0 ? 0 : new Median().evaluate(all);
  }

  /** By how much longer it must take for certain. */
  double leastRatio() {
    return leastRatio;
  }

  double[] before(Part part) {
    return logs(part, before, speedBefore);
  }

  double[] now(Part part) {
    return logs(part, now, speedNow);
  }

  private static double[] logs(Part part, List<Boot> boots, double[] speed) {
    return IntStream.range(0, boots.size())
        .boxed()
        .flatMap(i -> part.of(boots.get(i)).map(millis -> log(millis) - speed[i]))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** The usual time before, in milliseconds. */
  double medianBefore(Part part) {
    return medianMillis(part, before);
  }

  /** The usual time now, in milliseconds. */
  double medianNow(Part part) {
    return medianMillis(part, now);
  }

  private static double medianMillis(Part part, List<Boot> boots) {
    double[] millis = boots.stream().flatMap(part::of).mapToDouble(x -> x).toArray();
    return new Median().evaluate(millis);
  }
}
