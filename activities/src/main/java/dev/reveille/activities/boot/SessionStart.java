package dev.reveille.activities.boot;

import dev.reveille.activities.acp.Earlier;
import dev.reveille.activities.acp.StageListener;
import dev.reveille.activities.lease.Lease;
import dev.reveille.activities.lease.Leases;
import dev.reveille.activities.lease.Seats;
import dev.reveille.activities.place.Places;
import dev.reveille.activities.place.Prepared;
import dev.reveille.activities.runner.AcpRunner;
import dev.reveille.activities.runner.BootException;
import dev.reveille.activities.runner.Place;
import dev.reveille.activities.runner.SharedAgent;
import dev.reveille.activities.session.SharedSessions;
import dev.reveille.activities.session.WarmAgent;
import dev.reveille.activities.watch.Watchdog;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import dev.reveille.gateway.Door;
import dev.reveille.workflows.BootActivity.Request;
import dev.reveille.workflows.BootActivity.SessionGrant;
import io.temporal.activity.ActivityInfo;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Starts the agent of a shared session, with what it remembers, for the first of its turns. */
final class SessionStart {
  private final Places places;
  private final AcpRunner runner;
  private final SharedSessions sessions;
  private final Leases leases;
  private final Seats seats;
  private final Clock clock;

  SessionStart(
      Places places,
      AcpRunner runner,
      SharedSessions sessions,
      Leases leases,
      Seats seats,
      Clock clock) {
    this.places = places;
    this.runner = runner;
    this.sessions = sessions;
    this.leases = leases;
    this.seats = seats;
    this.clock = clock;
  }

  /** Boots; the lease is that of one turn, and the agent stays when it is over. */
  Lease start(
      Request request,
      SessionGrant grant,
      ActivityInfo info,
      RunKey key,
      int attempt,
      BootRecord record,
      long queued,
      Watchdog watchdog)
      throws BootException, InterruptedException {
    JobDefinition definition = request.definition();
    SessionName session = grant.name();
    sessions.admit(grant, key);
    sessions.end(session, "another had to be started");
    Door door = places.door();
    Prepared prepared = null;
    WarmAgent warm = null;
    try {
      prepared =
          places.prepare(
              definition,
              key,
              attempt,
              request.due(),
              Duration.ofMillis(request.waitedMillis()),
              door);
      record.isolated(prepared.isolation(), prepared.shortfall(), definition);
      record.runsOn(prepared.node());
      Path cwd = prepared.place().workspace();
      SharedAgent agent = open(definition, grant, key, prepared.place(), cwd, record, watchdog);
      try {
        if (watchdog.ended() != null) {
          throw new BootException("ended when it was just ready", true, null, null);
        }
        String lost = agent.session().lost();
        String forgot = lost == null ? sessions.missed(session) : lost;
        if (forgot != null) {
          record.forgot(forgot);
        }
        record.ready(queued, definition.boot());
        warm =
            sessions.keep(
                grant,
                key,
                definition,
                cwd,
                agent,
                new WarmAgent.Start(prepared.plan(), model(definition), door, prepared.ownLogin()),
                seats.of(info));
      } catch (BootException | RuntimeException e) {
        agent.end(Duration.ZERO);
        throw e;
      }
      return lease(info, attempt, definition, warm, cwd, prepared.closing());
    } catch (BootException | InterruptedException | RuntimeException e) {
      // The session itself may be another run's by now, with an agent of its own.
      if (warm != null) {
        warm.end("the boot for its turn failed");
      }
      if (prepared != null) {
        prepared.closing().close(false);
      }
      door.close();
      throw e;
    }
  }

  private SharedAgent open(
      JobDefinition definition,
      SessionGrant grant,
      RunKey key,
      Place place,
      Path cwd,
      BootRecord record,
      Watchdog watchdog)
      throws BootException, InterruptedException {
    Earlier earlier = sessions.earlier(grant, definition, cwd);
    try {
      return runner.open(
          place,
          earlier,
          record,
          process -> {
            Runnable end = () -> process.end(Duration.ZERO);
            watchdog.onEnd(end);
            sessions.starting(grant, key, end);
          });
    } catch (BootException e) {
      boolean own = watchdog.ended() == null || watchdog.ended() == Watchdog.End.LIMIT;
      if (own && earlier.id() != null && record.isIn(StageListener.SESSION)) {
        sessions.couldNotOpen(grant, key, definition);
      }
      throw e;
    } finally {
      sessions.started(grant, key);
    }
  }

  /** The lease of one turn. When it ends, the agent is idle, unless it ended with the turn. */
  Lease lease(
      ActivityInfo info,
      int attempt,
      JobDefinition definition,
      WarmAgent warm,
      Path workspace,
      Prepared.Closing closing) {
    return Lease.grant(
        leases,
        info,
        UUID.randomUUID().toString(),
        attempt,
        definition,
        clock.instant(),
        warm.turn(definition),
        workspace,
        good -> {
          try {
            closing.close(good);
          } finally {
            warm.rest(clock.instant());
          }
        },
        null);
  }

  private static String model(JobDefinition definition) {
    ModelPin pin = definition.pin();
    if (pin == null) {
      throw new IllegalStateException(definition.id() + ": a turn without a model");
    }
    return pin.model().model();
  }
}
