package dev.reveille.bench.gateway;

import static dev.reveille.bench.Figures.quantile;
import static dev.reveille.bench.Figures.text;

import dev.reveille.bench.Table;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What one gateway bears, and what its neighbours notice: beside each burden, another agent makes
 * small calls one after the other.
 */
final class Strain {
  private static final int MIB = 1 << 20;
  private static final int STALLED = 8;
  private static final int WARM_UP = 300;

  private final Contender contender;
  private final Table table =
      new Table("burden", "whole", "took s", "neighbour p50 ms", "p95 ms", "most ms", "most MiB");

  private Strain(Contender contender) {
    this.contender = contender;
  }

  /** A burden, and how many whole answers it makes. */
  private interface Burden {
    int bear() throws Exception;
  }

  static String on(Contender contender, double share) throws Exception {
    Strain strain = new Strain(contender);
    Load.sequential(contender.target(), Ask.WHOLE, WARM_UP);
    Load.concurrent(contender.target(), Ask.stream(10), 8, share);
    int events = Math.max(5, (int) (100 * share));
    int large = Math.max(1, (int) (20 * share)) * MIB;
    int chunks = Math.max(10, (int) (1000 * share));
    strain.bear("nothing", () -> strain.rest(Math.max(200, (int) (1000 * share))));
    strain.bear(
        "200 streams of " + events + " events, one each 20 ms",
        () -> Load.once(contender.target(), Ask.stream(events).delayed(20), 200).size());
    strain.bear(
        "a request of " + large / MIB + " MiB, five times",
        () -> Load.sequential(contender.target(), Ask.WHOLE.weighing(large), 5).size());
    strain.bear(
        "a streamed answer of " + chunks / 10 + " MB",
        () -> Load.sequential(contender.target(), Ask.stream(chunks).padded(100_000), 1).size());
    strain.bear(
        STALLED + " agents that take no more of such an answer",
        () ->
            strain.stall(Ask.stream(chunks).padded(100_000), Math.max(500, (long) (3000 * share))));
    return strain.table.toString();
  }

  private int rest(long millis) throws InterruptedException {
    Thread.sleep(millis);
    return 0;
  }

  private int stall(Ask ask, long millis) throws Exception {
    Caller[] stalled = new Caller[STALLED];
    try {
      for (int i = 0; i < STALLED; i++) {
        stalled[i] = new Caller(contender.target());
        stalled[i].stall(ask);
      }
      Thread.sleep(millis);
    } finally {
      for (Caller each : stalled) {
        if (each != null) {
          each.close();
        }
      }
    }
    return 0;
  }

  private void bear(String name, Burden burden) throws Exception {
    ExecutorService side = Executors.newSingleThreadExecutor();
    try {
      long began = System.nanoTime();
      Future<Integer> borne = side.submit(burden::bear);
      List<Double> neighbour = new java.util.ArrayList<>();
      try (Caller caller = new Caller(contender.target())) {
        do {
          neighbour.add(caller.call(Ask.WHOLE) / 1e6);
          Thread.sleep(5);
        } while (!borne.isDone());
      }
      double took = (System.nanoTime() - began) / 1e9;
      Program program = contender.program();
      table.row(
          name,
          Integer.toString(borne.get()),
          text(took),
          text(quantile(neighbour, 0.5)),
          text(quantile(neighbour, 0.95)),
          text(quantile(neighbour, 1)),
          program == null ? "" : text(program.peakMib()));
    } finally {
      side.shutdownNow();
    }
  }
}
