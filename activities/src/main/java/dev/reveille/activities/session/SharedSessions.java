package dev.reveille.activities.session;

import dev.reveille.activities.lease.Seat;
import dev.reveille.activities.lease.Seats;
import dev.reveille.activities.place.SessionFolders;
import dev.reveille.activities.runner.BootException;
import dev.reveille.activities.runner.SharedAgent;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.BootActivity.SessionGrant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared sessions of this host: their agents, at most one each, and what is kept of them.
 * Thread-safe.
 */
public final class SharedSessions {
  /** How often {@link #renew} is to be called. */
  public static final Duration RENEWAL = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(SharedSessions.class);

  private final SessionMemory memory;
  private final Duration idle;
  private final Seats seats;
  private final Clock clock;
  private final Map<SessionName, WarmAgent> warm = new HashMap<>();
  private final Map<SessionName, String> ends = new HashMap<>();
  private boolean closed;

  /**
   * @param idle how long an agent that serves nobody is kept
   */
  public SharedSessions(SessionFolders folders, Duration idle, Seats seats, Clock clock) {
    this.memory = new SessionMemory(folders);
    this.idle = idle;
    this.seats = seats;
    this.clock = clock;
  }

  /**
   * Lets a run use its session on this host.
   *
   * @throws BootException when the session has passed to another run meanwhile
   */
  public synchronized void admit(SessionGrant grant, RunKey run) throws BootException {
    SessionName session = grant.name();
    try {
      Optional<SessionMemory.Admitted> last = memory.lastTurn(session);
      boolean stale =
          last.map(
                  turn ->
                      turn.epoch() > grant.epoch()
                          || (turn.epoch() == grant.epoch() && !turn.run().equals(run)))
              .orElse(false);
      if (stale) {
        throw new BootException(
            "the " + session.words() + " has passed to another run since this one was granted it",
            false,
            null,
            null);
      }
      memory.keep(session, new SessionMemory.Admitted(grant.epoch(), run));
    } catch (IOException e) {
      throw unusable(session, e);
    }
  }

  /** The session's agent, claimed for a turn; empty when there is none that is free. */
  public Optional<WarmAgent> take(SessionName session) {
    WarmAgent found;
    synchronized (this) {
      found = closed ? null : warm.get(session);
    }
    if (found == null) {
      return Optional.empty();
    }
    if (found.take()) {
      return Optional.of(found);
    }
    found.end("another run's turn came while it was still at work");
    return Optional.empty();
  }

  /** Why there is no agent to go on with, in words. */
  public synchronized String whyNone(SessionName session) {
    return closed
        ? "its host is stopping"
        : ends.getOrDefault(
            session, "its host keeps no agent of it; the worker was started again meanwhile");
  }

  /** Ends the session's agent, if one is here. Returns when it is dead. */
  public void end(SessionName session, String reason) {
    WarmAgent found;
    synchronized (this) {
      found = warm.get(session);
    }
    if (found != null) {
      found.end(reason);
    }
  }

  /** The id by which the job's agent knows the session, if it ever did in that folder. */
  public @Nullable String known(SessionName session, JobDefinition definition, Path cwd)
      throws BootException {
    try {
      return memory.known(session, profile(definition), cwd).orElse(null);
    } catch (IOException e) {
      throw unusable(session, e);
    }
  }

  /**
   * Keeps an agent that was started for its first turn, and remembers its session.
   *
   * @param seat that it sits on; null where it has none
   */
  public WarmAgent keep(
      SessionName session,
      JobDefinition definition,
      Path cwd,
      SharedAgent agent,
      WarmAgent.Start start,
      @Nullable Seat seat)
      throws BootException {
    try {
      memory.keep(session, profile(definition), cwd, agent.session().id());
    } catch (IOException e) {
      throw unusable(session, e);
    }
    if (seat != null) {
      seat.keepForLease();
    }
    WarmAgent kept = new WarmAgent(session, agent, start, seat, this);
    WarmAgent older;
    synchronized (this) {
      older = kept.ended() == null ? warm.put(session, kept) : warm.get(session);
      ends.remove(session);
    }
    if (older != null && older != kept) {
      older.end("another was started");
    }
    return kept;
  }

  private static String profile(JobDefinition definition) {
    return Objects.requireNonNull(definition.agent(), "a command has no session").name();
  }

  private static BootException unusable(SessionName session, IOException e) {
    return new BootException(
        "what is kept of the " + session.words() + " cannot be used: " + e.getMessage(),
        true,
        null,
        e);
  }

  synchronized void gone(WarmAgent agent, String reason) {
    if (warm.remove(agent.session(), agent)) {
      ends.put(agent.session(), reason);
    }
  }

  /** Puts agents away that were idle for too long, or whose seat a boot may need. */
  public void renew() {
    Instant now = clock.instant();
    for (WarmAgent agent : idleOnes()) {
      Instant since = agent.idleSince();
      if (since != null && !since.plus(idle).isAfter(now)) {
        putAway(agent, "it was idle for " + Spoken.duration(idle) + " and was put away");
      } else if (since != null && seats.allUsed()) {
        putAway(agent, "it was idle and its seat was needed");
      }
    }
  }

  private void putAway(WarmAgent agent, String reason) {
    if (agent.take()) {
      LOG.info("the agent of the {}: {}", agent.session().words(), reason);
      agent.end(reason);
    }
  }

  /** The longest idle first. */
  private List<WarmAgent> idleOnes() {
    return all().stream()
        .filter(agent -> agent.idleSince() != null)
        .sorted(
            Comparator.comparing(
                agent -> Objects.requireNonNullElse(agent.idleSince(), Instant.MAX)))
        .toList();
  }

  /** All agents now kept. */
  public synchronized Collection<WarmAgent> all() {
    return List.copyOf(warm.values());
  }

  /** How many of them wait for a turn. */
  public int idle() {
    return idleOnes().size();
  }

  /**
   * Gives no agent away any more, and ends those that are idle; the others end with their turns.
   */
  public void close() {
    synchronized (this) {
      closed = true;
    }
    for (WarmAgent agent : idleOnes()) {
      putAway(agent, "its host was stopped");
    }
  }
}
