package dev.reveille.bench.gateway;

import static dev.reveille.bench.Figures.median;
import static dev.reveille.bench.Figures.quantile;
import static dev.reveille.bench.Figures.text;

import dev.reveille.bench.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each way costs: one call at a time, and many streams at once. */
final class Overhead {
  private static final int WARM_UP = 200;

  private final List<Contender> contenders;
  private final Settings settings;
  private final Map<String, Figures> figures = new LinkedHashMap<>();

  /**
   * @param calls one after the other, a round and way
   * @param streams at once
   * @param seconds of streams, a round and way
   * @param events of a stream
   */
  record Settings(int rounds, int calls, int streams, double seconds, int events) {}

  /** A way's figures, one a round. */
  private static final class Figures {
    private final List<Double> p50 = new ArrayList<>();
    private final List<Double> p95 = new ArrayList<>();
    private final List<Double> streamP50 = new ArrayList<>();
    private final List<Double> rate = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
    private int made;
    private double resident;
    private double peak;
  }

  private Overhead(List<Contender> contenders, Settings settings) {
    this.contenders = contenders;
    this.settings = settings;
    contenders.forEach(each -> figures.put(each.name(), new Figures()));
  }

  /** Measures in turn, there and back, so that a machine that grows slower favours none. */
  static Overhead measure(List<Contender> contenders, Settings settings) {
    Overhead overhead = new Overhead(contenders, settings);
    contenders.forEach(each -> each.blamed(() -> overhead.warmUp(each)));
    for (int round = 0; round < settings.rounds(); round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Contender next = contenders.get(round % 2 == 0 ? i : contenders.size() - 1 - i);
        next.blamed(() -> overhead.round(next));
      }
    }
    return overhead;
  }

  private void warmUp(Contender contender) throws Exception {
    Load.sequential(contender.target(), Ask.WHOLE, WARM_UP);
    Load.concurrent(contender.target(), Ask.stream(settings.events()), settings.streams(), 1);
  }

  private void round(Contender contender) throws Exception {
    Figures own = figures(contender.name());
    List<Double> one = Load.sequential(contender.target(), Ask.WHOLE, settings.calls());
    own.p50.add(quantile(one, 0.5));
    own.p95.add(quantile(one, 0.95));
    Program program = contender.program();
    double before = program == null ? 0 : program.cpuSeconds();
    Load.Seen many =
        Load.concurrent(
            contender.target(),
            Ask.stream(settings.events()),
            settings.streams(),
            settings.seconds());
    own.streamP50.add(quantile(many.millis(), 0.5));
    own.rate.add(many.perSecond());
    own.made += one.size() + many.millis().size();
    if (program != null) {
      own.cpu.add((program.cpuSeconds() - before) * 1e3 / many.millis().size());
      own.resident = program.residentMib();
      own.peak = program.peakMib();
    }
  }

  private Figures figures(String name) {
    Figures own = figures.get(name);
    if (own == null) {
      throw new IllegalArgumentException("no such way: " + name);
    }
    return own;
  }

  /** Whole answers that were read, warming up not counted. */
  int made(String name) {
    return figures(name).made;
  }

  @Override
  public String toString() {
    return ratios() + "\n" + absolute();
  }

  private Table ratios() {
    Table table =
        new Table(
            "way",
            "added p50, ms",
            "of portkey's added p50",
            "streams/s to litellm's",
            "memory to portkey's",
            "memory to litellm's");
    for (Contender each : contenders) {
      if (each.program() != null) {
        Figures own = figures(each.name());
        table.row(
            each.name(),
            text(added(own)),
            ratio(
                added(own),
                figures.get(Contender.PORTKEY) == null ? null : added(figures(Contender.PORTKEY))),
            ratio(median(own.rate), rate(Contender.LITELLM)),
            ratio(own.resident, resident(Contender.PORTKEY)),
            ratio(own.resident, resident(Contender.LITELLM)));
      }
    }
    return table;
  }

  /** Over the rounds, each against the direct call of the same round. */
  private double added(Figures own) {
    List<Double> direct = figures(Contender.DIRECT).p50;
    List<Double> added = new ArrayList<>();
    for (int i = 0; i < own.p50.size(); i++) {
      added.add(own.p50.get(i) - direct.get(i));
    }
    return median(added);
  }

  private @Nullable Double rate(String name) {
    Figures there = figures.get(name);
    return there == null ? null : median(there.rate);
  }

  private @Nullable Double resident(String name) {
    Figures there = figures.get(name);
    return there == null ? null : there.resident;
  }

  private static String ratio(double value, @Nullable Double to) {
    return to == null ? "" : text(value / to);
  }

  private Table absolute() {
    Table table =
        new Table(
            "way",
            "p50 ms",
            "p95 ms",
            settings.streams() + " streams: p50 ms",
            "streams/s",
            "CPU ms a stream",
            "resident MiB",
            "most MiB");
    for (Contender each : contenders) {
      Figures own = figures(each.name());
      boolean direct = each.program() == null;
      table.row(
          each.name(),
          text(median(own.p50)),
          text(median(own.p95)),
          text(median(own.streamP50)),
          text(median(own.rate)),
          direct ? "" : text(median(own.cpu)),
          direct ? "" : text(own.resident),
          direct ? "" : text(own.peak));
    }
    return table;
  }
}
