package dev.reveille.activities.session;

import dev.reveille.activities.acp.Earlier;
import dev.reveille.activities.lease.Seat;
import dev.reveille.activities.lease.Seats;
import dev.reveille.activities.place.SessionFolders;
import dev.reveille.activities.runner.BootException;
import dev.reveille.activities.runner.SharedAgent;
import dev.reveille.activities.session.SessionMemory.Admitted;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

  private static final Duration MARGIN = Duration.ofDays(1);

  private final SessionFolders folders;
  private final SessionMemory memory;
  private final String hostQueue;
  private final Duration idle;
  private final Seats seats;
  private final Clock clock;
  private final Map<SessionName, WarmAgent> warm = new HashMap<>();
  private final Map<SessionName, Starting> starting = new HashMap<>();
  private final Map<SessionName, String> ends = new HashMap<>();
  private boolean closed;

  private record Starting(RunKey run, Runnable end) {}

  /**
   * @param hostQueue of this worker; another worker of the same folders has another
   * @param idle how long an agent that serves nobody is kept
   */
  public SharedSessions(
      SessionFolders folders, String hostQueue, Duration idle, Seats seats, Clock clock) {
    this.folders = folders;
    this.memory = new SessionMemory(folders);
    this.hostQueue = hostQueue;
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
      Admitted last = memory.lastTurn(session).orElse(null);
      if (last != null && last.outdates(grant, run)) {
        throw passedOn(session);
      }
      memory.keep(session, Admitted.after(last, grant, run, hostQueue));
    } catch (IOException e) {
      throw unusable(session, e);
    }
  }

  private boolean hasPassedOn(SessionGrant grant, RunKey run) throws IOException {
    return memory.lastTurn(grant.name()).map(last -> last.outdates(grant, run)).orElse(false);
  }

  private static BootException passedOn(SessionName session) {
    return new BootException(
        "the " + session.words() + " has passed to another run since this one was granted it",
        false,
        null,
        null);
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

  /**
   * Ends the session's agent, if one is here, and one that is being started for a run that has lost
   * the session since. Returns when they are dead.
   */
  public void end(SessionName session, String reason) {
    WarmAgent found;
    Starting begun;
    synchronized (this) {
      found = warm.get(session);
      begun = starting.remove(session);
    }
    if (begun != null) {
      begun.end().run();
    }
    if (found != null) {
      found.end(reason);
    }
  }

  /**
   * An agent is being started for a run. It is ended at once when the session has passed on.
   *
   * @param end what ends it; returns when it is dead
   */
  public void starting(SessionGrant grant, RunKey run, Runnable end) {
    synchronized (this) {
      if (!surelyPassedOn(grant, run)) {
        starting.put(grant.name(), new Starting(run, end));
        return;
      }
    }
    end.run();
  }

  private boolean surelyPassedOn(SessionGrant grant, RunKey run) {
    try {
      return hasPassedOn(grant, run);
    } catch (IOException e) {
      LOG.warn("{}: whose turn it is cannot be read: {}", grant.name(), e.getMessage());
      return false;
    }
  }

  /** The agent is ready, or its boot has failed. */
  public synchronized void started(SessionGrant grant, RunKey run) {
    starting.computeIfPresent(
        grant.name(), (session, begun) -> begun.run().equals(run) ? null : begun);
  }

  /** What the job's agent can go on with of an admitted turn's session, in that folder. */
  public Earlier earlier(SessionGrant grant, JobDefinition definition, Path cwd)
      throws BootException {
    try {
      return memory.earlier(grant, profile(definition), cwd);
    } catch (IOException e) {
      throw unusable(grant.name(), e);
    }
  }

  /** What an agent that goes on with an admitted turn's session misses all the same, in words. */
  public @Nullable String missed(SessionName session) throws BootException {
    try {
      return memory.missed(session);
    } catch (IOException e) {
      throw unusable(session, e);
    }
  }

  /** A boot ended while its agent opened the session again; that is not tried for ever. */
  public synchronized void couldNotOpen(SessionGrant grant, RunKey run, JobDefinition definition) {
    String profile = profile(definition);
    try {
      Optional<SessionMemory.Known> known = memory.known(grant.name(), profile);
      if (known.isPresent() && !hasPassedOn(grant, run)) {
        memory.keep(grant.name(), profile, known.get().failedAgain());
      }
    } catch (IOException e) {
      LOG.warn("{}: a failed boot could not be counted: {}", grant.name(), e.getMessage());
    }
  }

  /**
   * Keeps an agent that was started for its first turn, and remembers its session.
   *
   * @param seat that it sits on; null where it has none
   * @throws BootException when the session has passed to another run meanwhile, whose agent stays
   */
  public WarmAgent keep(
      SessionGrant grant,
      RunKey run,
      JobDefinition definition,
      Path cwd,
      SharedAgent agent,
      WarmAgent.Start start,
      @Nullable Seat seat)
      throws BootException {
    SessionName session = grant.name();
    WarmAgent kept;
    WarmAgent older;
    synchronized (this) {
      try {
        if (hasPassedOn(grant, run)) {
          throw passedOn(session);
        }
        memory.keep(
            session,
            profile(definition),
            new SessionMemory.Known(agent.session().id(), cwd.toString(), 0));
      } catch (IOException e) {
        throw unusable(session, e);
      }
      if (seat != null) {
        seat.keepForLease();
      }
      kept = new WarmAgent(session, agent, start, seat, this);
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

  /**
   * Deletes what is kept of sessions that had no turn for so long, and have no agent here.
   * Blocking.
   */
  public void prune(Duration retention) {
    // Other workers of these folders keep an idle agent for as long, after a turn of its own
    // length.
    Instant before = clock.instant().minus(retention).minus(idle).minus(MARGIN);
    List<Path> old;
    synchronized (this) {
      Set<SessionName> inUse = new HashSet<>(warm.keySet());
      inUse.addAll(starting.keySet());
      old = folders.setAside(before, inUse);
    }
    old.forEach(SessionFolders::delete);
  }

  synchronized boolean isClosed() {
    return closed;
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
