package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server killed with -9, again and again, under a job that is due all the time. */
class ServerKilledTest {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final int KILLS = 3;
  private static final int MOST_KILLS = 10;

  /** How long before a slot the server is killed: less than it takes to start again. */
  private static final Duration BEFORE = Duration.ofMillis(80);

  @TempDir Path root;

  @Test
  void no_slot_is_lost_and_none_runs_twice() throws Exception {
    try (Product product = Product.in(root)) {
      Path ran = root.resolve("ran");
      product.write(
          "jobs/tick.yaml",
          """
          name: tick
          schedule: {kind: every, every: 2s, stagger: 0s}
          overlap: allowAll
          payload: {kind: command, argv: [sh, -c, "echo {run} >> %s; sleep 1"]}
          """
              .formatted(ran));
      try (RunningUp up = product.up("--drain", "20s")) {
        Instant seen = awaitRunAfter(product, Instant.EPOCH);
        List<Instant> kills = new ArrayList<>();
        Instant first = seen;
        int slotsWhileDown = 0;
        while (kills.size() < KILLS || (slotsWhileDown == 0 && kills.size() < MOST_KILLS)) {
          ProcessHandle server = server(up);
          Instant slot = awaitShortlyBeforeSlot(first);
          kills.add(Instant.now());
          assertThat(server.destroyForcibly()).isTrue();
          seen = awaitRunAfter(product, Instant.now().plus(INTERVAL));
          Instant back = server(up).info().startInstant().orElseThrow();
          slotsWhileDown += back.isAfter(slot) ? 1 : 0;
        }
        assertThat(server(up).isAlive()).isTrue();
        assertThat(slotsWhileDown).as("slots due while there was no server").isPositive();

        TreeMap<Instant, JsonNode> slots = slotsUntil(product, seen);
        assertThat(slots.firstKey()).isBefore(kills.get(0));
        Instant promised = slots.firstKey();
        for (Instant due : slots.keySet()) {
          assertThat(due).as("the slot after %s", promised.minus(INTERVAL)).isEqualTo(promised);
          promised = promised.plus(INTERVAL);
        }
        List<String> runs = slots.values().stream().map(run -> run.path("run").asText()).toList();
        assertThat(slots.values()).allMatch(run -> run.path("verdict").asText().equals("OK"));
        assertThat(Files.readAllLines(ran)).doesNotHaveDuplicates().containsAll(runs);
        assertThat(workflowIds(up)).doesNotHaveDuplicates().containsAll(runs);
        ledgerHolds(product, slots);
      }
    }
  }

  /** Each of these slots stands in the ledger, once, with the run that answered for it. */
  private static void ledgerHolds(Product product, TreeMap<Instant, JsonNode> slots)
      throws Exception {
    List<JsonNode> ledger = new ArrayList<>();
    Until.holds(
        "the ledger up to " + slots.lastKey(),
        Duration.ofSeconds(60),
        () -> {
          ledger.clear();
          product
              .ask("ledger", "--job", "tick", "-o", "json")
              .good()
              .document()
              .forEach(ledger::add);
          return ledger.stream()
              .anyMatch(
                  slot -> due(slot).equals(slots.lastKey()) && !slot.path("verdict").isNull());
        });
    assertThat(ledger).extracting(ServerKilledTest::due).doesNotHaveDuplicates();
    for (Instant due : slots.keySet()) {
      assertThat(ledger)
          .filteredOn(slot -> due(slot).equals(due))
          .as("what the ledger says of %s", due)
          .singleElement()
          .satisfies(slot -> assertThat(slot.path("outcome").asText()).isEqualTo("ran"))
          .satisfies(slot -> assertThat(slot.path("verdict").asText()).isEqualTo("OK"));
    }
  }

  private static Instant due(JsonNode slot) {
    return Instant.parse(slot.path("due").asText());
  }

  /** Waits for the moment just before a slot; returns when that slot is due. */
  private static Instant awaitShortlyBeforeSlot(Instant someSlot) {
    long interval = INTERVAL.toMillis();
    long since = Duration.between(someSlot, Instant.now().plus(BEFORE)).toMillis();
    Instant slot = someSlot.plusMillis((since / interval + 1) * interval);
    while (Instant.now().isBefore(slot.minus(BEFORE))) {
      LockSupport.parkNanos(1_000_000);
    }
    return slot;
  }

  /** The slots of the run log up to a moment; an assertion that none of them has two runs. */
  private static TreeMap<Instant, JsonNode> slotsUntil(Product product, Instant last)
      throws Exception {
    TreeMap<Instant, JsonNode> slots = new TreeMap<>();
    for (JsonNode run : runs(product)) {
      Instant due = due(run);
      if (!due.isAfter(last)) {
        assertThat(slots.put(due, run)).as("a second run of the slot " + due).isNull();
      }
    }
    return slots;
  }

  /**
   * Waits for a good run due after a moment, with every earlier one ended; returns when it was due.
   */
  private static Instant awaitRunAfter(Product product, Instant after) throws Exception {
    List<Instant> found = new ArrayList<>();
    Until.holds(
        "a good run of a slot after " + after,
        Duration.ofSeconds(60),
        () -> {
          List<JsonNode> runs = runs(product);
          runs.stream()
              .filter(run -> run.path("verdict").asText().equals("OK"))
              .map(run -> Instant.parse(run.path("due").asText()))
              .filter(due -> due.isAfter(after))
              .sorted()
              .findFirst()
              .filter(due -> runs.stream().allMatch(run -> ended(run) || isAfter(run, due)))
              .ifPresent(found::add);
          return !found.isEmpty();
        });
    return found.get(0);
  }

  private static boolean ended(JsonNode run) {
    return !run.path("verdict").isNull();
  }

  private static boolean isAfter(JsonNode run, Instant due) {
    return Instant.parse(run.path("due").asText()).isAfter(due);
  }

  private static List<JsonNode> runs(Product product) throws IOException, InterruptedException {
    List<JsonNode> runs = new ArrayList<>();
    product
        .ask("runs", "--job", "tick", "--limit", "500", "-o", "json")
        .good()
        .document()
        .forEach(runs::add);
    return runs;
  }

  private static List<String> workflowIds(RunningUp up) throws Exception {
    return up.ui().workflows("ReveilleJob=\"tick\"").stream()
        .map(each -> each.path("execution").path("workflowId").asText())
        .toList();
  }

  private static ProcessHandle server(RunningUp up) {
    try (Stream<ProcessHandle> below = up.process().descendants()) {
      return below
          .filter(each -> each.info().command().orElse("").endsWith("/temporal"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("up has no Temporal server"));
    }
  }
}
