package dev.reveille.gateway.pace;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.settings.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests out to their providers, each provider and key on its own, and tells how it stands
 * with them. Thread-safe; has no thread.
 */
public final class Pacer {
  private final PaceOptions options;
  private final LongSupplier nanos;
  private final Alarm alarm;
  private final Breaker.Chance chance;
  private final Map<LaneKey, Lane> lanes = new ConcurrentHashMap<>();
  private final Map<LaneKey, Map<Deferred, Integer>> deferred = new ConcurrentHashMap<>();

  /** The settings are part of it, so that changed ones take force with the next request. */
  private record LaneKey(Provider provider, String key) {}

  private record Deferred(Instant due, String run) {}

  public Pacer(PaceOptions options, LongSupplier nanos, Alarm alarm) {
    this(options, nanos, alarm, () -> ThreadLocalRandom.current().nextDouble());
  }

  Pacer(PaceOptions options, LongSupplier nanos, Alarm alarm, Breaker.Chance chance) {
    this.chance = chance;
    this.options = requireNonNull(options, "options is null");
    this.nanos = requireNonNull(nanos, "nanos is null");
    this.alarm = requireNonNull(alarm, "alarm is null");
  }

  /** The patience of one attempt, on this pacer's clock. */
  public Patience patience(Duration whole) {
    return new Patience(whole, nanos);
  }

  /** Queues a request. Its waiter may be let through before this returns. */
  public void enter(Ask ask, Waiter waiter) {
    lane(ask.provider(), ask.key()).enter(ask, waiter);
  }

  private Lane lane(Provider provider, @Nullable String key) {
    return lanes.computeIfAbsent(
        new LaneKey(provider, fingerprint(key)),
        of -> new Lane(provider, options, nanos, alarm, chance));
  }

  /**
   * How long a run that is yet to boot had better wait. Those that are told to wait come back one
   * after the other, in the order of their due times as far as they are known.
   */
  public Outlook outlook(Provider provider, @Nullable String key, Instant due, String run) {
    LaneKey of = new LaneKey(provider, fingerprint(key));
    Lane lane = lanes.get(of);
    Outlook outlook = lane == null ? Outlook.OPEN : lane.outlook();
    if (outlook.takesRequests()) {
      deferred.remove(of);
      return outlook;
    }
    Map<Deferred, Integer> waiting =
        deferred.computeIfAbsent(
            of,
            none ->
                new TreeMap<>(Comparator.comparing(Deferred::due).thenComparing(Deferred::run)));
    int place;
    synchronized (waiting) {
      Deferred self = new Deferred(due, run);
      waiting.put(self, 0);
      place = Arrays.asList(waiting.keySet().toArray()).indexOf(self);
    }
    return new Outlook(
        outlook.closedFor().plus(options.reopening().multipliedBy(place)), outlook.reason());
  }

  /** How it stands with each provider that was ever asked for. */
  public List<LaneView> views() {
    return lanes.values().stream().map(Lane::view).toList();
  }

  /** The key itself is kept nowhere. */
  private static String fingerprint(@Nullable String key) {
    if (key == null) {
      return "";
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
