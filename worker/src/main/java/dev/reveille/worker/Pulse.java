package dev.reveille.worker;

import dev.reveille.activities.ping.Pinger;
import dev.reveille.activities.ping.Signal;
import dev.reveille.domain.job.Ping;
import dev.reveille.workflows.LedgerActivity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's looks, each of which shows an outside watcher that host, worker, Temporal and the
 * ledger's workflow all live: when any of them is gone, the pings cease.
 */
final class Pulse implements LedgerActivity {
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(30);

  private final LedgerActivity ledger;
  private final @Nullable Ping watcher;
  private final Pinger pinger;
  private final Clock clock;
  private @Nullable Instant last;

  /**
   * @param watcher null where nobody watches
   */
  Pulse(LedgerActivity ledger, @Nullable Ping watcher, Pinger pinger, Clock clock) {
    this.ledger = ledger;
    this.watcher = watcher;
    this.pinger = pinger;
    this.clock = clock;
  }

  @Override
  public Looked look(Look look) {
    Looked looked = ledger.look(look);
    if (watcher != null && isDue()) {
      pinger.send(
          watcher,
          Signal.SUCCESS,
          null,
          "the ledger of " + look.owner() + " watches " + looked.watched() + " jobs");
    }
    return looked;
  }

  private synchronized boolean isDue() {
    Instant now = clock.instant();
    if (last != null && now.isBefore(last.plus(LEAST_PAUSE))) {
      return false;
    }
    last = now;
    return true;
  }
}
