package dev.reveille.bench;

import dev.reveille.bench.Sides.Side;
import dev.reveille.domain.job.Isolation;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Runs of each kind in turn, eight under way at a time: how many a second, for how much CPU. */
final class RunLoad {
  /**
   * One round of one kind.
   *
   * @param runs of the round
   * @param rate runs a second
   * @param cpu in milliseconds a run
   * @param latency median from start to result, in milliseconds
   */
  record Round(int runs, double rate, Cpu cpu, double latency) {
    double workerAndServer() {
      return cpu.worker() + cpu.server();
    }

    double all() {
      return workerAndServer() + cpu.programs();
    }
  }

  private static final String BARE = "bare, no-op";
  private static final String BARE_PROGRAM = "bare, program";
  private static final String SHAPED = "bare, same shape";
  private static final String PLAIN = "reveille, isolation none";
  private static final String ISOLATED = "reveille, isolation auto";

  private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

  /**
   * Measures; every run that is not good is an exception.
   *
   * @param warm runs of each kind before the first round, so that neither kind is charged with
   *     loading and compiling its code
   */
  static RunLoad measure(Site site, int warm, int roundCount, int runs)
      throws InterruptedException {
    List<Side> sides =
        new ArrayList<>(
            List.of(
                Sides.bare(site, BARE, false),
                Sides.bare(site, BARE_PROGRAM, true),
                Sides.shaped(site, SHAPED),
                Sides.reveille(site, PLAIN, Isolation.Kind.NONE),
                Sides.reveille(site, ISOLATED, Isolation.Kind.AUTO)));
    RunLoad load = new RunLoad();
    for (Side side : sides) {
      load.rounds.put(side.name(), new ArrayList<>());
      if (warm > 0) {
        round(site, side, "warm", warm);
      }
    }
    for (int i = 0; i < roundCount; i++) {
      for (Side side : sides) {
        load.of(side.name()).add(round(site, side, Integer.toString(i), runs));
      }
      // To and fro, so that a machine that grows slower favours none.
      Collections.reverse(sides);
    }
    return load;
  }

  private static Round round(Site site, Side side, String name, int runs)
      throws InterruptedException {
    String prefix = "load-" + name + "-" + side.name().replaceAll("\\W+", "-") + "-";
    List<Callable<Double>> calls =
        IntStream.range(0, runs)
            .<Callable<Double>>mapToObj(i -> () -> millis(side, prefix + i))
            .toList();
    Cpu before = Cpu.now(site.serverPid());
    long begun = System.nanoTime();
    List<Double> latencies = SideBySide.call(calls);
    double seconds = (System.nanoTime() - begun) / 1e9;
    Cpu used = Cpu.now(site.serverPid()).since(before);
    double toMillis = 1000.0 / runs;
    return new Round(
        runs,
        runs / seconds,
        new Cpu(used.worker() * toMillis, used.server() * toMillis, used.programs() * toMillis),
        Figures.median(latencies));
  }

  private static double millis(Side side, String id) {
    long begun = System.nanoTime();
    WorkflowStub run = side.start(id);
    run.getResult(Object.class);
    return (System.nanoTime() - begun) / 1e6;
  }

  private List<Round> of(String side) {
    return rounds.computeIfAbsent(side, name -> new ArrayList<>());
  }

  /** How many runs were measured. */
  int runs() {
    return rounds.values().stream().flatMap(List::stream).mapToInt(Round::runs).sum();
  }

  private double median(String side, ToDoubleFunction<Round> figure) {
    return Figures.median(of(side).stream().mapToDouble(figure).boxed().toList());
  }

  /** Median of the ratios of the rounds, each with the other's round beside it. */
  private double ratio(String over, String under, ToDoubleFunction<Round> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < of(over).size(); i++) {
      ratios.add(figure.applyAsDouble(of(over).get(i)) / figure.applyAsDouble(of(under).get(i)));
    }
    return Figures.median(ratios);
  }

  @Override
  public String toString() {
    Table table =
        new Table(
            "kind of run", "runs/s", "median ms", "CPU ms a run: worker", "server", "programs");
    for (String side : rounds.keySet()) {
      table.row(
          side,
          Figures.text(median(side, Round::rate)),
          Figures.text(median(side, Round::latency)),
          Figures.text(median(side, round -> round.cpu().worker())),
          Figures.text(median(side, round -> round.cpu().server())),
          Figures.text(median(side, round -> round.cpu().programs())));
    }
    return table + "\n" + ratios();
  }

  private Table ratios() {
    Table table =
        new Table("ratio of", "CPU worker + server", "CPU with programs", "runs/s", "goal for CPU");
    ratio(table, PLAIN, BARE_PROGRAM, "<= 1.4");
    ratio(table, ISOLATED, BARE_PROGRAM, "<= 1.4");
    ratio(table, SHAPED, BARE_PROGRAM, "");
    ratio(table, PLAIN, SHAPED, "");
    ratio(table, PLAIN, BARE, "");
    ratio(table, ISOLATED, BARE, "");
    return table;
  }

  private void ratio(Table table, String over, String under, String goal) {
    table.row(
        over + " : " + under,
        Figures.text(ratio(over, under, Round::workerAndServer)),
        Figures.text(ratio(over, under, Round::all)),
        Figures.text(ratio(over, under, Round::rate)),
        goal);
  }
}
