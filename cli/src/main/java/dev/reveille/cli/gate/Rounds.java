package dev.reveille.cli.gate;

import dev.reveille.cli.gate.Boots.Sampled;
import dev.reveille.domain.gate.Boot;
import dev.reveille.domain.gate.Cell;
import dev.reveille.domain.gate.Series;
import dev.reveille.domain.job.JobDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Boots every cell of both builds once a round, one after the other and each round in another
 * order, so that what a host does meanwhile meets all alike. For one thread.
 */
final class Rounds {
  /** Hung boots take a minute each; so many say all that twenty would. */
  private static final int ENOUGH = 3;

  private final Boots boots;
  private final List<Contender> lineup;
  private final @Nullable Build build;
  private final @Nullable Build other;
  private final boolean sideBySide;
  private final Map<Cell, Taken> now = new LinkedHashMap<>();
  private final Map<Cell, Taken> before = new LinkedHashMap<>();

  /**
   * @param build whose worker boots what is judged; null for any
   * @param other whose worker boots what it is compared against, where that is another build
   */
  Rounds(Boots boots, List<Contender> lineup, @Nullable Build build, @Nullable Build other) {
    this.boots = boots;
    this.lineup = lineup;
    this.build = build;
    this.other = other;
    this.sideBySide = other != null || lineup.stream().anyMatch(cell -> cell.before() != null);
    for (Contender contender : lineup) {
      now.put(contender.cell(), new Taken(contender.now()));
      JobDefinition compared = contender.before();
      before.put(contender.cell(), new Taken(compared == null ? contender.now() : compared));
    }
  }

  /** Boots of a cell by one build so far. */
  private static final class Taken {
    private final JobDefinition definition;
    private final List<Sampled> samples = new ArrayList<>();

    Taken(JobDefinition definition) {
      this.definition = definition;
    }

    /** Whether no further boot could change what is held of it. */
    boolean isLost() {
      return samples.stream().map(Sampled::boot).filter(boot -> !isGood(boot)).count() >= ENOUGH;
    }

    private static boolean isGood(Boot boot) {
      return boot.outcome() == Boot.Outcome.READY;
    }

    Series series(Cell cell) {
      return new Series(
          cell,
          samples.stream()
              .map(Sampled::version)
              .filter(version -> version != null)
              .reduce((one, two) -> two)
              .orElse(null),
          definition.boot().timeout().toMillis(),
          definition.boot().warnAt(),
          samples.stream().map(Sampled::boot).toList());
    }
  }

  /** Whether two builds are booted in turn. */
  boolean sideBySide() {
    return sideBySide;
  }

  /** Boots every cell once. Blocks. */
  void round(int round, Consumer<String> progress) {
    List<Contender> order = new ArrayList<>(lineup);
    Collections.rotate(order, -round);
    for (int i = 0; i < order.size(); i++) {
      Cell cell = order.get(i).cell();
      boolean first = (round + i) % 2 == 0;
      if (sideBySide && first) {
        boot(before, cell, other, "the other ", progress);
      }
      boot(now, cell, build, "", progress);
      if (sideBySide && !first) {
        boot(before, cell, other, "the other ", progress);
      }
    }
  }

  private void boot(
      Map<Cell, Taken> side,
      Cell cell,
      @Nullable Build by,
      String which,
      Consumer<String> progress) {
    Taken taken = side.get(cell);
    if (taken == null) {
      throw new IllegalArgumentException(cell + " is not in the lineup");
    }
    if (taken.isLost()) {
      return;
    }
    Sampled sampled = boots.boot(taken.definition, by);
    taken.samples.add(sampled);
    Boot boot = sampled.boot();
    progress.accept(
        which + cell + ": " + boot.outcome().word() + " after " + boot.millis() + " ms");
  }

  List<Series> now() {
    return series(now);
  }

  /** Of the build that is compared against; empty where none is booted. */
  List<Series> before() {
    return sideBySide ? series(before) : List.of();
  }

  private static List<Series> series(Map<Cell, Taken> side) {
    return side.entrySet().stream().map(cell -> cell.getValue().series(cell.getKey())).toList();
  }

  /** The hosts that made the boots that are judged. */
  HostMark host() {
    return HostMark.of(now.values().stream().flatMap(taken -> taken.samples.stream()).toList());
  }
}
