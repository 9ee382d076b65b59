package dev.reveille.activities.session;

import dev.reveille.activities.isolation.SpawnPlan;
import dev.reveille.activities.lease.Seat;
import dev.reveille.activities.runner.BootedAgent;
import dev.reveille.activities.runner.SharedAgent;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.SessionName;
import dev.reveille.gateway.Door;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The agent of a shared session, kept between turns with its seat. It serves one turn or is idle;
 * once it has ended, nothing brings it back. Thread-safe.
 */
public final class WarmAgent {
  private static final Duration GRACE = Duration.ofMillis(500);

  private final SessionName session;
  private final SharedAgent agent;
  private final Start start;
  private final @Nullable Seat seat;
  private final SharedSessions home;
  private boolean busy = true;
  private @Nullable Instant idleSince;
  private @Nullable String ended;

  /**
   * How it was started.
   *
   * @param model bare id of the one with which it was
   * @param ownLogin whether it holds a login that others wait for
   */
  public record Start(SpawnPlan plan, String model, Door door, boolean ownLogin) {}

  WarmAgent(
      SessionName session,
      SharedAgent agent,
      Start start,
      @Nullable Seat seat,
      SharedSessions home) {
    this.session = session;
    this.agent = agent;
    this.start = start;
    this.seat = seat;
    this.home = home;
    agent.onExit(exit -> end("its process ended with " + exit.describe()));
  }

  SessionName session() {
    return session;
  }

  public SharedAgent agent() {
    return agent;
  }

  public Start start() {
    return start;
  }

  /** The agent for one turn, which ends with it unless the turn came to its own end. */
  public BootedAgent turn(JobDefinition definition) {
    return new WarmTurn(this, agent.turn(definition));
  }

  /** Claims an idle agent. */
  synchronized boolean take() {
    if (busy || ended != null) {
      return false;
    }
    busy = true;
    return true;
  }

  /** Since when it has been idle; null while it serves a turn, or has ended. */
  public synchronized @Nullable Instant idleSince() {
    return busy || ended != null ? null : idleSince;
  }

  /** The turn is over; unless the agent ended with it, it waits for the next. */
  public void rest(Instant now) {
    agent.rest();
    synchronized (this) {
      busy = false;
      idleSince = now;
    }
    if (start.ownLogin()) {
      end("it gave back its login, which others wait for");
    } else if (home.isClosed()) {
      end("its host was stopped");
    }
  }

  /** Why it ended; null while it lives. */
  synchronized @Nullable String ended() {
    return ended;
  }

  /** Ends it for a reason; returns when it is dead. Idempotent, and the first reason stands. */
  public void end(String reason) {
    synchronized (this) {
      if (ended != null) {
        return;
      }
      ended = reason;
    }
    home.gone(this, reason);
    try {
      agent.end(GRACE);
    } finally {
      try {
        start.door().close();
      } finally {
        if (seat != null) {
          seat.leaseEnded();
        }
      }
    }
  }
}
