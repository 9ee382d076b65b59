package dev.reveille.activities.lease;

import dev.reveille.activities.place.Prepared;
import dev.reveille.activities.runner.BootedAgent;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.RunKey;
import io.temporal.activity.ActivityInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A booted agent that this host keeps for a run, with the seat it sits on. Ends once: when the turn
 * is over, when its run is no longer running, or when the host drains.
 */
public final class Lease {
  /** An agent whose run never comes for it belongs to nobody. */
  static final Duration UNTAKEN = Duration.ofSeconds(60);

  private static final Duration GRACE = Duration.ofMillis(500);

  private final String id;
  private final RunKey key;
  private final int attempt;
  private final JobDefinition definition;
  private final Instant since;
  private final BootedAgent agent;
  private final Path workspace;
  private final Prepared.Closing afterEnd;
  private final Leases leases;
  private final @Nullable Seat seat;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final AtomicReference<@Nullable String> endReason = new AtomicReference<>();

  private Lease(
      String id,
      RunKey key,
      int attempt,
      JobDefinition definition,
      Instant since,
      BootedAgent agent,
      Path workspace,
      Prepared.Closing afterEnd,
      Leases leases,
      @Nullable Seat seat) {
    this.id = id;
    this.key = key;
    this.attempt = attempt;
    this.definition = definition;
    this.since = since;
    this.agent = agent;
    this.workspace = workspace;
    this.afterEnd = afterEnd;
    this.leases = leases;
    this.seat = seat;
  }

  /**
   * Turns a boot's seat into a lease. To be called within the boot's activity.
   *
   * @param prepared where it was booted; closed once the agent is dead
   */
  public static Lease grant(
      Leases leases,
      Seats seats,
      ActivityInfo boot,
      String id,
      int attempt,
      JobDefinition definition,
      Instant now,
      BootedAgent agent,
      Prepared prepared) {
    Seat seat = seats.of(boot);
    if (seat != null) {
      seat.keepForLease();
    }
    return grant(
        leases,
        boot,
        id,
        attempt,
        definition,
        now,
        agent,
        prepared.place().workspace(),
        prepared.closing(),
        seat);
  }

  /**
   * Makes a lease of an agent that has its seat already.
   *
   * @param seat freed with the lease; null when it is not the lease's to free
   */
  public static Lease grant(
      Leases leases,
      ActivityInfo boot,
      String id,
      int attempt,
      JobDefinition definition,
      Instant now,
      BootedAgent agent,
      Path workspace,
      Prepared.Closing afterEnd,
      @Nullable Seat seat) {
    RunKey key = new RunKey(boot.getWorkflowId(), boot.getWorkflowRunId());
    Lease lease =
        new Lease(id, key, attempt, definition, now, agent, workspace, afterEnd, leases, seat);
    leases.add(lease);
    return lease;
  }

  public String id() {
    return id;
  }

  public RunKey key() {
    return key;
  }

  public int attempt() {
    return attempt;
  }

  /** What the agent was booted for. */
  public JobDefinition definition() {
    return definition;
  }

  public BootedAgent agent() {
    return agent;
  }

  /** The folder that the agent works in, on the host. */
  public Path workspace() {
    return workspace;
  }

  /** Claims the lease for its turn. False when it was claimed before or has ended. */
  public boolean take() {
    return !ending.get() && taken.compareAndSet(false, true);
  }

  boolean abandoned(Instant now) {
    return !taken.get() && now.isAfter(since.plus(UNTAKEN));
  }

  /** Why the host ended this lease before its turn was over; null if it did not. */
  public @Nullable String endReason() {
    return endReason.get();
  }

  /** Ends the lease for a reason of the host's own. */
  public void revoke(String reason) {
    endReason.compareAndSet(null, reason);
    end(false);
  }

  /**
   * Ends the agent and gives the seat back; returns when the agent is dead. Idempotent.
   *
   * @param good whether its turn ended well
   */
  public void end(boolean good) {
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    try {
      agent.end(GRACE);
    } finally {
      try {
        afterEnd.close(good);
      } finally {
        leases.remove(this);
        if (seat != null) {
          seat.leaseEnded();
        }
      }
    }
  }
}
