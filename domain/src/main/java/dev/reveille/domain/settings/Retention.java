package dev.reveille.domain.settings;

import java.time.Duration;

/** How long the records of ended runs are kept. */
public final class Retention {
  public static final Duration USUAL = Duration.ofDays(90);

  /** Longer than a run may take, and than the ledger and alerts look back. */
  public static final Duration LEAST = Duration.ofDays(14);

  private Retention() {}
}
