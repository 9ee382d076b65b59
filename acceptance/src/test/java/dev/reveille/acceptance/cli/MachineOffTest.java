package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything killed with -9, server and worker, and back after longer than one job's catch-up and
 * shorter than another's. An hour's absence with a catch-up of minutes is the same in seconds.
 */
@Order(1)
class MachineOffTest {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration CATCHUP = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path root;

  @Test
  void each_slot_has_one_outcome_and_missed_ones_are_told_once() throws Exception {
    Path told = root.resolve("told");
    try (Product product = Product.in(root)) {
      product.write(
          "reveille.yaml",
          "owner: desk\nalerts: {all: {kind: command, command: [sh, -c, \"cat >> %s\"]}}\n"
              .formatted(told));
      write(product, "hasty", "catchup: 10s");
      write(product, "patient", "catchup: 10m");
      Instant off;
      try (RunningUp up = product.up("--drain", "1s")) {
        awaitGoodSlotAfter(product, "hasty", Instant.EPOCH);
        awaitGoodSlotAfter(product, "patient", Instant.EPOCH);
        off = Instant.now();
        killWhole(up.process());
      }
      awaitTime(off.plus(CATCHUP).plus(CATCHUP));
      try (RunningUp up = product.up("--drain", "1s")) {
        Instant back = Instant.now();
        awaitGoodSlotAfter(product, "hasty", back);
        awaitGoodSlotAfter(product, "patient", back);
        Until.holds(
            "word of the missed slots: " + up.told(),
            LIMIT,
            () -> Files.exists(told) && Files.readString(told).contains("\"job\":\"hasty\""));
        assertThat(Instant.now()).isBefore(back.plusSeconds(60));

        Map<Instant, JsonNode> hasty = decided(product, "hasty", back);
        Map<Instant, JsonNode> patient = decided(product, "patient", back);
        assertThat(outcomes(hasty)).contains("ran", "missed").isSubsetOf("ran", "missed");
        assertThat(outcomes(patient)).containsOnly("ran");
        assertThat(hasty.values())
            .filteredOn(slot -> slot.path("outcome").asText().equals("missed"))
            .hasSizeGreaterThan(1)
            .allMatch(slot -> due(slot).isAfter(off.minusSeconds(3)))
            .filteredOn(slot -> slot.path("run").isNull())
            .isNotEmpty()
            .allMatch(slot -> slot.path("message").asText().contains("the catch-up of 10 s"));
        // What the server missed is one alert, what it started too late for the worker another.
        assertThat(Files.readAllLines(told))
            .filteredOn(alert -> alert.contains("\"MISSED\""))
            .hasSizeBetween(1, 2)
            .allMatch(alert -> alert.contains("\"job\":\"hasty\""))
            .doesNotHaveDuplicates();
      }
    }
  }

  private static void write(Product product, String job, String more) throws Exception {
    product.write(
        "jobs/" + job + ".yaml",
        """
        name: %s
        schedule: {kind: every, every: 2s, stagger: 0s}
        overlap: allowAll
        %s
        payload: {kind: command, argv: ["true"]}
        """
            .formatted(job, more));
  }

  private static void killWhole(ProcessHandle up) {
    try (Stream<ProcessHandle> below = up.descendants()) {
      List<ProcessHandle> all = new ArrayList<>(below.toList());
      up.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(each -> each.onExit().join());
    }
    up.onExit().join();
  }

  private static void awaitTime(Instant time) {
    while (Instant.now().isBefore(time)) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static void awaitGoodSlotAfter(Product product, String job, Instant after)
      throws Exception {
    Until.holds(
        "a good slot of " + job + " after " + after,
        LIMIT,
        () ->
            slots(product, job).entrySet().stream()
                .anyMatch(
                    slot ->
                        slot.getKey().isAfter(after)
                            && slot.getValue().path("verdict").asText().equals("OK")));
  }

  /** The slots up to a moment, each once and none left out, when all of them are decided. */
  private static Map<Instant, JsonNode> decided(Product product, String job, Instant to)
      throws Exception {
    TreeMap<Instant, JsonNode> slots = new TreeMap<>();
    Until.holds(
        "an outcome of each slot of " + job,
        LIMIT,
        () -> {
          slots.clear();
          slots.putAll(slots(product, job).headMap(to));
          return outcomes(slots).stream().noneMatch(List.of("due", "running")::contains);
        });
    Instant promised = slots.firstKey();
    for (Instant due : slots.keySet()) {
      assertThat(due).isEqualTo(promised);
      promised = promised.plus(INTERVAL);
    }
    return slots;
  }

  private static List<String> outcomes(Map<Instant, JsonNode> slots) {
    return slots.values().stream()
        .map(slot -> slot.path("outcome").asText())
        .collect(Collectors.toList());
  }

  private static TreeMap<Instant, JsonNode> slots(Product product, String job) throws Exception {
    TreeMap<Instant, JsonNode> slots = new TreeMap<>();
    for (JsonNode slot : product.ask("ledger", "--job", job, "-o", "json").good().document()) {
      assertThat(slots.put(due(slot), slot)).as("a second line of " + slot).isNull();
    }
    return slots;
  }

  private static Instant due(JsonNode slot) {
    return Instant.parse(slot.path("due").asText());
  }
}
