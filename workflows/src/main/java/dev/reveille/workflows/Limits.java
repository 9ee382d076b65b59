package dev.reveille.workflows;

import java.time.Duration;

/** The limits of a run that are no job's to choose. */
final class Limits {
  /** Silence after which a host counts as lost. Shorter ones lost live hosts on slow networks. */
  static final Duration HEARTBEAT = Duration.ofSeconds(30);

  /** How long a host polls its own queue late before it counts as lost. */
  static final Duration TO_HOST = Duration.ofSeconds(10);

  /** Hosts a run may lose before an effect; with the last one it gives up. */
  static final int HOSTS = 3;

  /** The least time for which a boot is put off. */
  static final Duration DEFERRAL = Duration.ofSeconds(1);

  static final Duration RECORDING = Duration.ofSeconds(60);
  static final Duration SETTLING = Duration.ofMinutes(2);

  private static final Duration BACKSTOP = Duration.ofSeconds(5);

  private Limits() {}

  /** The server's limit behind the watchdog's own, for when the watchdog itself hangs. */
  static Duration backstop(Duration watchdog) {
    return watchdog.plus(BACKSTOP);
  }

  /**
   * Whether a step cut by its backstop came from a host that lives: heartbeats went on, or it would
   * have been given up as silent before.
   */
  static boolean hostWasHeard(Duration watchdog) {
    return backstop(watchdog).compareTo(HEARTBEAT) > 0;
  }
}
