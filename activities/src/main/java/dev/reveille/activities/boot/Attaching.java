package dev.reveille.activities.boot;

import dev.reveille.activities.isolation.SpawnPlan;
import dev.reveille.activities.lease.Lease;
import dev.reveille.activities.place.Places;
import dev.reveille.activities.runner.BootException;
import dev.reveille.activities.session.SharedSessions;
import dev.reveille.activities.session.WarmAgent;
import dev.reveille.activities.watch.Watchdog;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.AttachActivity;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.Request;
import dev.reveille.workflows.BootActivity.SessionGrant;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes on with the agent that this host keeps of a shared session. */
public final class Attaching implements AttachActivity {
  private final String hostQueue;
  private final Places places;
  private final SharedSessions sessions;
  private final Booting booting;
  private final Clock clock;

  /**
   * @param booting which makes what cannot be attached to
   */
  public Attaching(
      String hostQueue, Places places, SharedSessions sessions, Booting booting, Clock clock) {
    this.hostQueue = hostQueue;
    this.places = places;
    this.sessions = sessions;
    this.booting = booting;
    this.clock = clock;
  }

  @Override
  public Attached attach(Request request) {
    ActivityExecutionContext activity = Activity.getExecutionContext();
    ActivityInfo info = activity.getInfo();
    RunKey key = new RunKey(info.getWorkflowId(), info.getWorkflowRunId());
    SessionGrant grant = request.session();
    if (grant == null) {
      throw new IllegalStateException(key + ": a turn of no session");
    }
    int attempt = request.attemptsBefore() + 1;
    BootRecord record = booting.record(key, attempt, BootSample.How.ATTACH, request);
    booting.refuseRepeatedWork(request, key, attempt, record);
    WarmAgent warm = taken(grant, key);
    if (warm == null) {
      return new Attached(null, sessions.whyNone(grant.name()));
    }
    Optional<Booted> putOff = booting.putOff(request, key, request.attemptsBefore());
    if (putOff.isPresent()) {
      warm.rest(clock.instant());
      return new Attached(putOff.get(), null);
    }
    Watchdog watchdog = Watchdog.start(request.definition().boot().timeout(), activity);
    booting.begin(watchdog);
    boolean kept = false;
    try {
      Turn turn = new Turn(request, grant, info, key, attempt, record, warm);
      Attached attached = attach(turn, watchdog);
      kept = attached.booted() != null;
      return attached;
    } catch (BootException e) {
      throw booting.failed(request.definition(), key, attempt, record, watchdog, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      watchdog.end(Watchdog.End.STOPPING);
      BootException stopping = new BootException("the worker is stopping", true, null, e);
      throw booting.failed(request.definition(), key, attempt, record, watchdog, stopping);
    } finally {
      booting.over(watchdog);
      if (!kept) {
        warm.end("a turn could not go on with it");
      }
    }
  }

  private record Turn(
      Request request,
      SessionGrant grant,
      ActivityInfo info,
      RunKey key,
      int attempt,
      BootRecord record,
      WarmAgent warm) {}

  private @Nullable WarmAgent taken(SessionGrant grant, RunKey key) {
    SessionName session = grant.name();
    try {
      sessions.admit(grant, key);
    } catch (BootException e) {
      // The boot that follows finds the same, and fails by it.
      return null;
    }
    return sessions.take(session).orElse(null);
  }

  private Attached attach(Turn turn, Watchdog watchdog) throws BootException, InterruptedException {
    Request request = turn.request();
    JobDefinition definition = request.definition();
    WarmAgent warm = turn.warm();
    ModelPin pin = definition.pin();
    if (pin == null) {
      throw new IllegalStateException(definition.id() + ": a turn without a model");
    }
    Places.Admitted admitted =
        places.admit(
            definition,
            turn.key(),
            turn.attempt(),
            request.due(),
            Duration.ofMillis(request.waitedMillis()),
            warm.start().door(),
            warm.start().model());
    try {
      String unlike = unlike(warm, admitted.plan(), pin);
      if (unlike != null) {
        warm.end(unlike);
        admitted.closing().close(false);
        return new Attached(null, unlike);
      }
      BootRecord record = turn.record();
      record.started(queued(turn));
      record.isolated(admitted.isolation(), admitted.shortfall(), definition);
      watchdog.onEnd(() -> warm.agent().end(Duration.ZERO));
      if (warm.agent().session().option().isPresent()) {
        warm.agent().choose(pin.model().model(), record);
      }
      record.ready(queued(turn), definition.boot());
      Lease lease =
          booting
              .starts()
              .lease(
                  turn.info(),
                  turn.attempt(),
                  definition,
                  warm,
                  admitted.workspace(),
                  admitted.closing());
      return new Attached(
          new Booted(
              hostQueue,
              lease.id(),
              turn.attempt(),
              record.millis(),
              queued(turn),
              record.stages(),
              null),
          null);
    } catch (BootException | InterruptedException | RuntimeException e) {
      admitted.closing().close(false);
      throw e;
    }
  }

  /** What keeps the agent from this turn; null where nothing does. */
  private static @Nullable String unlike(WarmAgent warm, SpawnPlan plan, ModelPin pin) {
    List<String> unlike = plan.unlike(warm.start().plan());
    if (!unlike.isEmpty()) {
      return "this job starts its agent otherwise than the last turn's did: another "
          + String.join(", another ", unlike);
    }
    String model = pin.model().model();
    boolean same = warm.start().model().equals(model);
    boolean offered = warm.agent().session().option().isPresent();
    if (offered ? !warm.agent().session().offers(model) : !same) {
      return "the agent, as it was started for the last turn, offers no " + model;
    }
    return null;
  }

  private static long queued(Turn turn) {
    return turn.grant().queuedMillis() + Booting.queued(turn.info());
  }
}
