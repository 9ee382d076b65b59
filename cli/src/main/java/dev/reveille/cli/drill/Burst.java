package dev.reveille.cli.drill;

import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** 24 jobs on one tick, at a provider that has 4 slots. */
final class Burst implements Incident {
  private static final int MOST_REFUSED = 3;
  private static final String DOOR = "crowded";
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration UNGUARDED = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public String happens() {
    return GroundFolder.BURST
        + " jobs start at once; their provider takes 4 requests at a time, and refuses the rest.";
  }

  @Override
  public String plain() {
    return "each job repeats on its own: OpenClaw 2026.9.6 sent 89 requests for 24 answers, got 66"
        + " refusals, and lost a job";
  }

  @Override
  public List<String> jobs(boolean guarded) {
    return IntStream.range(0, GroundFolder.BURST)
        .mapToObj(
            i ->
                JobText.agent(
                    "burst-" + i,
                    guarded ? "crowded" : "crowded-" + i,
                    "",
                    "alerts: false\nexpect: {tools: {atLeast: 0}}\n"))
        .toList();
  }

  /** Not before the others had their boots: 24 agents that start take the whole machine. */
  @Override
  public void begin(Ground ground) {}

  @Override
  public Outcome play(Ground ground) throws Exception {
    ground.provider().script(DOOR, Map.of("capacity", 4, "latency", "2s"));
    List<RunKey> runs = new ArrayList<>();
    for (int i = 0; i < GroundFolder.BURST; i++) {
      runs.add(ground.start("burst-" + i));
    }
    long end = System.nanoTime() + (ground.isGuarded(this) ? PATIENCE : UNGUARDED).toNanos();
    int good = 0;
    for (RunKey run : runs) {
      Optional<RunView> seen = ground.ended(run, LOOK);
      while (goesOn(seen) && refused(ground) <= MOST_REFUSED && System.nanoTime() < end) {
        seen = ground.ended(run, LOOK);
      }
      good += seen.map(RunView::verdict).filter("OK"::equals).isPresent() ? 1 : 0;
    }
    long refused = refused(ground);
    return new Outcome(
        good == GroundFolder.BURST && refused <= MOST_REFUSED,
        good
            + " of "
            + GroundFolder.BURST
            + " OK, with "
            + ground.provider().answered(DOOR).size()
            + " requests, "
            + refused
            + " of them refused",
        runs.get(0),
        null);
  }

  private static boolean goesOn(Optional<RunView> run) {
    return run.filter(view -> view.status().ended()).isEmpty();
  }

  private static long refused(Ground ground) throws IOException, InterruptedException {
    return ground.provider().answered(DOOR).stream().filter(status -> status == 503).count();
  }
}
