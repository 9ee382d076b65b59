package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.drill.ProviderScript;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Turns of many jobs into three shared sessions over two workers, with {@code kill -9} of either at
 * seeded moments. {@code -Dreveille.turns=200 -Dreveille.sessionKills=10} is the whole proof,
 * {@code -Dreveille.seed=N} kills at other moments; the table is printed.
 */
class SessionKillTest {
  private static final int TURNS = Integer.getInteger("reveille.turns", 9);
  private static final int KILLS = Integer.getInteger("reveille.sessionKills", 1);
  private static final long SEED = Long.getLong("reveille.seed", 1);
  private static final int SESSIONS = 3;
  private static final int JOBS = Math.min(20, TURNS);

  /** A turn takes about a second, of which three go on at a time. */
  private static final Duration PACE = Duration.ofMillis(300);

  private static final Duration SETTLED = Duration.ofSeconds(90L + 60L * KILLS + TURNS);

  @TempDir Path root;

  private record Turn(RunView run, long epoch, Instant joined) {}

  @Test
  void turns_keep_their_order_and_end_once_whichever_worker_is_killed() throws Exception {
    Random random = new Random(SEED);
    ProviderScript slow = ProviderScript.pleasant().latency(Duration.ofMillis(700));
    try (Rig rig = Rig.in(root, slow)) {
      for (int job = 0; job < JOBS; job++) {
        rig.folder.session(
            "job-" + job,
            "session:s" + job % SESSIONS,
            "--load",
            "overlap: allowAll\nboot: {timeout: 20s, maxQueue: 30m}\n");
      }
      rig.apply();
      WorkerProcess[] workers = {rig.workApart(), rig.workApart()};
      List<RunKey> runs = new ArrayList<>();
      try {
        List<Integer> kills =
            random.ints(1, TURNS).distinct().limit(KILLS).boxed().sorted().toList();
        for (int turn = 0; turn < TURNS; turn++) {
          runs.add(rig.start("job-" + turn % JOBS));
          LockSupport.parkNanos(PACE.toNanos());
          if (kills.contains(turn)) {
            int victim = random.nextInt(2);
            workers[victim].kill();
            workers[victim] = rig.workApart();
          }
        }
        for (RunKey run : runs) {
          rig.settled(run, SETTLED);
        }
        Map<String, List<Turn>> sessions =
            runs.stream()
                .map(rig::view)
                .map(SessionKillTest::turn)
                .sorted(Comparator.comparingLong(Turn::epoch))
                .collect(Collectors.groupingBy(turn -> turn.run().target()));
        System.out.println(table(sessions));
        sessions.values().forEach(SessionKillTest::assertOrder);
        runs.forEach(run -> assertEnd(rig, run));
        assertThat(rig.provider.requests())
            .as("requests, of which each turn makes one")
            .hasSize((int) runs.stream().filter(run -> hasEffect(rig.view(run))).count());
      } finally {
        workers[0].close();
        workers[1].close();
      }
    }
  }

  private static Turn turn(RunView run) {
    return new Turn(
        run,
        Long.parseLong(detail(event(run, EventType.SESSION_GRANTED), "epoch")),
        run.events().stream()
            .filter(event -> event.event() == EventType.QUEUED)
            .filter(event -> event.detail().containsKey("session"))
            .findFirst()
            .orElseThrow()
            .at());
  }

  private static RunView.Event event(RunView run, EventType type) {
    return run.events().stream()
        .filter(event -> event.event() == type)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " of " + run));
  }

  /** A turn comes after all that were due before it and were there when it was granted. */
  private static void assertOrder(List<Turn> turns) {
    for (int n = 1; n < turns.size(); n++) {
      Turn before = turns.get(n - 1);
      Turn after = turns.get(n);
      boolean wasThere = after.joined().toEpochMilli() < before.epoch();
      boolean overtaken = wasThere && after.run().due().isBefore(before.run().due());
      assertThat(overtaken).as("%s was granted before %s", before, after).isFalse();
      Instant ended = lastOf(before.run(), EventType.EXECUTE_FINISHED);
      Instant began = lastOf(after.run(), EventType.EXECUTE_STARTED);
      assertThat(began).as("%s began while %s went on", after, before).isAfterOrEqualTo(ended);
    }
  }

  private static Instant lastOf(RunView run, EventType type) {
    return run.events().stream()
        .filter(event -> event.event() == type)
        .map(RunView.Event::at)
        .max(Comparator.naturalOrder())
        .orElse(type == EventType.EXECUTE_STARTED ? Instant.MAX : Instant.MIN);
  }

  private static void assertEnd(Rig rig, RunKey run) {
    RunView end = rig.view(run);
    assertThat(end.verdict()).as(end.toString()).isIn("OK", "HOST_LOST");
    if ("HOST_LOST".equals(end.verdict())) {
      assertThat(hasEffect(end)).as("an effect of %s", end).isTrue();
    }
    assertThat(end.events().stream().filter(e -> e.event() == EventType.SETTLED)).hasSize(1);
    Deadline.await(
        () -> run + " to be closed",
        Duration.ofSeconds(5),
        () ->
            rig.stub(run).describe().getStatus()
                == ("OK".equals(end.verdict())
                    ? WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED
                    : WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED));
  }

  private static boolean hasEffect(RunView run) {
    return run.events().stream().anyMatch(event -> event.event() == EventType.EFFECT);
  }

  private static String table(Map<String, List<Turn>> sessions) {
    StringBuilder table =
        new StringBuilder("| session | turns | OK | HOST_LOST | agents started | restarted |\n");
    new TreeMap<>(sessions)
        .forEach(
            (session, turns) ->
                table.append(
                    "| %s | %d | %d | %d | %d | %d |%n"
                        .formatted(
                            session,
                            turns.size(),
                            count(turns, "OK"),
                            count(turns, "HOST_LOST"),
                            spawns(turns),
                            restarts(turns))));
    return table.toString();
  }

  private static long count(List<Turn> turns, String verdict) {
    return turns.stream().filter(turn -> verdict.equals(turn.run().verdict())).count();
  }

  private static long spawns(List<Turn> turns) {
    return events(turns, EventType.BOOT_STAGE)
        .filter(event -> detail(event, "stage").equals("spawn"))
        .count();
  }

  private static long restarts(List<Turn> turns) {
    return events(turns, EventType.SESSION_RESTARTED).count();
  }

  private static Stream<RunView.Event> events(List<Turn> turns, EventType type) {
    return turns.stream()
        .flatMap(turn -> turn.run().events().stream())
        .filter(event -> event.event() == type);
  }

  private static String detail(RunView.Event event, String name) {
    JsonNode detail = event.detail().get(name);
    return detail == null ? "" : detail.asText();
  }
}
