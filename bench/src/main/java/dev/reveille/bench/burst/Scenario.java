package dev.reveille.bench.burst;

import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A provider with 4 slots that takes 20 s an answer, and what befalls it.
 *
 * @param ideal from the tick to the last of the answers, if every slot is used at every moment
 * @param before what it does from the tick on
 * @param change when it does something else; null for never
 * @param after what it does from then on
 */
record Scenario(
    String name,
    Duration ideal,
    Function<ProviderScript, ProviderScript> before,
    @Nullable Duration change,
    Function<ProviderScript, ProviderScript> after) {
  static final int JOBS = 24;
  static final int SLOTS = 4;
  static final Duration ANSWER = Duration.ofSeconds(20);

  private static final Duration SIX_WAVES = ANSWER.multipliedBy(JOBS / SLOTS);
  private static final Duration MINUTE = Duration.ofSeconds(60);

  static Scenario slots() {
    return new Scenario("slots", SIX_WAVES, full(503), null, full(503));
  }

  static Scenario down() {
    return new Scenario(
        "down", SIX_WAVES.plus(MINUTE), script -> script.status(503), MINUTE, full(503));
  }

  static Scenario named() {
    return new Scenario(
        "named", SIX_WAVES, script -> full(429).apply(script).retryAfter(10), null, full(429));
  }

  /** Half of the answers are there by then, and the other half takes as long again and more. */
  static Scenario halved() {
    return new Scenario(
        "halved",
        MINUTE.plus(SIX_WAVES),
        full(503),
        MINUTE,
        script -> script.capacity(SLOTS / 2, 503));
  }

  private static Function<ProviderScript, ProviderScript> full(int status) {
    return script -> script.capacity(SLOTS, status);
  }

  /** In words, for the table. */
  String what() {
    return switch (name) {
      case "slots" -> "4 slots, 503 beyond";
      case "down" -> "answers 503 for 60 s, then 4 slots";
      case "named" -> "4 slots, 429 and Retry-After beyond";
      default -> "4 slots, 2 after 60 s";
    };
  }

  void begin(DrillProvider provider, double scale) {
    provider.script(scaled(before.apply(pleasant(scale)), scale));
  }

  void change(DrillProvider provider, double scale) {
    provider.script(scaled(after.apply(pleasant(scale)), scale));
  }

  /** A time of the scenario as it passes in this run of the bench. */
  static Duration scaled(Duration time, double scale) {
    return Duration.ofMillis((long) (time.toMillis() * scale));
  }

  private static ProviderScript pleasant(double scale) {
    return ProviderScript.pleasant().latency(scaled(ANSWER, scale));
  }

  /** Retry-After has whole seconds only. */
  private static ProviderScript scaled(ProviderScript script, double scale) {
    int seconds = script.refusals().retryAfter();
    return seconds <= 0 ? script : script.retryAfter((int) Math.ceil(seconds * scale));
  }
}
