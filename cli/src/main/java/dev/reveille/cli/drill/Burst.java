package dev.reveille.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** 24 jobs on one tick, at a provider that has 4 slots. */
final class Burst implements Incident {
  private static final int MOST_REFUSED = 3;
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

  @Override
  public Outcome play(Ground ground) throws Exception {
    ground.provider().script(Map.of("capacity", 4, "latency", "2s"));
    int before = ground.provider().requests().size();
    List<RunKey> runs = new ArrayList<>();
    for (int i = 0; i < GroundFolder.BURST; i++) {
      runs.add(ground.start("burst-" + i));
    }
    long end = System.nanoTime() + (ground.isGuarded(this) ? PATIENCE : UNGUARDED).toNanos();
    int good = 0;
    for (RunKey run : runs) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (ground.ended(run, left).map(RunView::verdict).filter("OK"::equals).isPresent()) {
        good++;
      }
    }
    int sent = 0;
    int refused = 0;
    JsonNode requests = ground.provider().requests();
    for (int i = before; i < requests.size(); i++) {
      if (!requests.get(i).path("method").asText().equals("POST")) {
        continue;
      }
      sent++;
      refused += requests.get(i).path("status").asInt() == 503 ? 1 : 0;
    }
    return new Outcome(
        good == GroundFolder.BURST && refused <= MOST_REFUSED,
        good
            + " of "
            + GroundFolder.BURST
            + " OK, with "
            + sent
            + " requests, "
            + refused
            + " of them refused",
        runs.get(0));
  }
}
