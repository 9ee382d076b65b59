package dev.reveille.domain.gate;

import java.util.ArrayList;
import java.util.List;
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
  private final List<Boot> before;
  private final List<Boot> now;
  private final double[] speed;

  private Times(List<Boot> before, List<Boot> now, double[] speed) {
    this.before = before;
    this.now = now;
    this.speed = speed;
  }

  /** Of builds that were booted at times of their own. */
  static Times apart(Series before, Series now) {
    List<Boot> old = before.boots().stream().filter(Boot::isReady).toList();
    List<Boot> young = now.boots().stream().filter(Boot::isReady).toList();
    return new Times(old, young, new double[Math.max(old.size(), young.size())]);
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
    return new Times(old, young, speeds(old, young, parts(before, now)));
  }

  private static List<Part> parts(Series before, Series now) {
    List<Part> stages =
        now.parts().stream()
            .filter(part -> part.stage() != null && before.parts().contains(part))
            .toList();
    return stages.isEmpty() ? List.of(Part.TOTAL) : stages;
  }

  private static double[] speeds(List<Boot> before, List<Boot> now, List<Part> parts) {
    double[] usual =
        parts.stream()
            .mapToDouble(part -> median(Stream.concat(logs(before, part), logs(now, part))))
            .toArray();
    return IntStream.range(0, now.size())
        .mapToDouble(
            round ->
                median(
                    IntStream.range(0, parts.size())
                        .boxed()
                        .flatMap(
                            part ->
                                logs(List.of(before.get(round), now.get(round)), parts.get(part))
                                    .map(log -> log - usual[part]))))
        .toArray();
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

  double[] before(Part part) {
    return logs(part, before);
  }

  double[] now(Part part) {
    return logs(part, now);
  }

  private double[] logs(Part part, List<Boot> boots) {
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
