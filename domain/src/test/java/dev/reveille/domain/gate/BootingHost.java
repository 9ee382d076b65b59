package dev.reveille.domain.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A host that boots agents of two builds in turn, as hosts do: noise of about a tenth, now and then
 * a boot that takes up to some times as long, and a speed of its own that drifts as it goes.
 */
final class BootingHost {
  private static final List<Usual> STAGES =
      List.of(
          new Usual("spawn", 60),
          new Usual("initialize", 700),
          new Usual("context", 400),
          new Usual("tools", 250),
          new Usual("persona", 90),
          new Usual("session", 500));
  static final List<Cell> CELLS =
      List.of(
          new Cell("codex", "isolated"),
          new Cell("codex", "main"),
          new Cell("claude", "isolated"),
          new Cell("claude", "main"));

  private static final double STALLS = 0.04;
  private static final double DRIFT = 0.03;
  private static final double RETURN = 0.97;

  private final Random random;
  private final double noise;
  private double drift;

  BootingHost(long seed, double noise) {
    this.noise = noise;
    this.random = new Random(seed);
  }

  private record Usual(String stage, double millis) {}

  /** What both builds took, before and now. */
  record Both(List<Series> before, List<Series> now) {}

  /**
   * @param slower stage of the first cell that the new build slows down
   * @param factor how many times as long it takes then
   */
  Both rounds(int rounds, String slower, double factor) {
    List<List<Boot>> before = new ArrayList<>();
    List<List<Boot>> now = new ArrayList<>();
    CELLS.forEach(
        cell -> {
          before.add(new ArrayList<>());
          now.add(new ArrayList<>());
        });
    for (int round = 0; round < rounds; round++) {
      for (int cell = 0; cell < CELLS.size(); cell++) {
        boolean newFirst = random.nextBoolean();
        Boot first = boot(slower, cell == 0 && newFirst ? factor : 1);
        Boot second = boot(slower, cell == 0 && !newFirst ? factor : 1);
        now.get(cell).add(newFirst ? first : second);
        before.get(cell).add(newFirst ? second : first);
      }
    }
    return new Both(series(before), series(now));
  }

  /** The old build on one day, the new one on another. */
  Both days(int rounds, String slower, double factor) {
    List<Series> before = day(rounds, slower, 1);
    for (int boot = 0; boot < 1_000; boot++) {
      drift = RETURN * drift + DRIFT * random.nextGaussian();
    }
    return new Both(before, day(rounds, slower, factor));
  }

  private List<Series> day(int rounds, String slower, double factor) {
    List<List<Boot>> boots = CELLS.stream().<List<Boot>>map(cell -> new ArrayList<>()).toList();
    for (int round = 0; round < rounds; round++) {
      for (int cell = 0; cell < CELLS.size(); cell++) {
        boots.get(cell).add(boot(slower, cell == 0 ? factor : 1));
      }
    }
    return series(boots);
  }

  private static List<Series> series(List<List<Boot>> boots) {
    List<Series> series = new ArrayList<>();
    for (int cell = 0; cell < CELLS.size(); cell++) {
      series.add(new Series(CELLS.get(cell), "1.0.0", 60_000, 0.7, boots.get(cell)));
    }
    return series;
  }

  private Boot boot(String slower, double factor) {
    drift = RETURN * drift + DRIFT * random.nextGaussian();
    Map<String, Long> stages = new LinkedHashMap<>();
    long total = 0;
    for (Usual usual : STAGES) {
      double millis = usual.millis() * Math.exp(drift + noise * random.nextGaussian());
      if (random.nextDouble() < STALLS) {
        millis *= Math.min(6, Math.pow(random.nextDouble(), -0.7));
      }
      long took = Math.round(usual.stage().equals(slower) ? millis * factor : millis);
      stages.put(usual.stage(), took);
      total += took;
    }
    return Boot.ready(total, stages);
  }
}
