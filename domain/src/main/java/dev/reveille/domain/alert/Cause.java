package dev.reveille.domain.alert;

import dev.reveille.domain.run.FailureType;
import org.jspecify.annotations.Nullable;

/**
 * What failures have in common, as a text by which they are known and which people can read.
 * Failures that can only lie in one job have a cause of that job's own.
 */
public final class Cause {
  /** No worker was there. */
  public static final String AWAY = "no worker in time";

  private static final String OF_JOB = " of job ";

  private Cause() {}

  /**
   * The cause of a red run.
   *
   * @param pinned model as {@code provider/model}; null without one
   * @param providerDown whether no request that reached the provider was answered
   */
  public static String of(
      FailureType verdict,
      String job,
      @Nullable String agent,
      @Nullable String pinned,
      boolean providerDown) {
    if (pinned != null && (providerDown || verdict == FailureType.PROVIDER_OVERLOAD)) {
      return provider(pinned.substring(0, Math.max(0, pinned.indexOf('/'))));
    }
    return switch (verdict) {
      case MISSED -> AWAY;
      case HOST_LOST, INTERNAL -> verdict.name();
      case MODEL_MISMATCH, MODEL_UNVERIFIED ->
          pinned == null ? own(verdict.name(), job) : verdict.name() + " of " + pinned;
      case BOOT_TIMEOUT, BOOT_FAILED, PIN_VIOLATION ->
          agent == null ? own(verdict.name(), job) : verdict.name() + " of agent " + agent;
      default -> own(verdict.name(), job);
    };
  }

  /** A provider that answers nobody. */
  public static String provider(String name) {
    return "provider " + name;
  }

  /** A cause that no other job can share. */
  public static String own(String verdict, String job) {
    return verdict + OF_JOB + job;
  }

  /** Whether several jobs can have it. */
  static boolean isShared(String cause) {
    return !cause.contains(OF_JOB);
  }
}
