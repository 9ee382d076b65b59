package dev.reveille.bench.agents;

import dev.reveille.domain.run.BootStage;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one run took.
 *
 * @param stages of the boot, in milliseconds
 * @param ready from the boot's begin to ready; null for a program that tells nobody
 * @param asked from the boot's begin, or the program's, to its first request to the model
 */
record Booted(Map<String, Double> stages, @Nullable Double ready, double asked, double bytes) {

  static Booted of(RunView run, long bytes) {
    RunView.Boot boot = Objects.requireNonNull(run.boot());
    Map<String, Double> stages = new LinkedHashMap<>();
    for (BootStage stage : boot.stages()) {
      stages.put(stage.stage(), (double) stage.millis());
    }
    Instant booting = at(run, EventType.BOOT_STARTED);
    boolean tells = stages.containsKey("initialize");
    double ready = millis(booting, at(run, EventType.BOOT_READY));
    // The wait between the two is Temporal's, and no agent's.
    Instant prompted = at(run, EventType.EXECUTE_STARTED);
    Instant request = Objects.requireNonNull(run.model()).perCall().get(0).at();
    double asked = millis(prompted, request) + (tells ? ready : 0);
    return new Booted(stages, tells ? ready : null, asked, bytes);
  }

  private static Instant at(RunView run, EventType type) {
    return run.events().stream()
        .filter(event -> event.event() == type)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(run.run() + " has no " + type))
        .at();
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }
}
