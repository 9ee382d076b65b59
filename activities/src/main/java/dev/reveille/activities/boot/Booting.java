package dev.reveille.activities.boot;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.activities.facts.HostWatch;
import dev.reveille.activities.lease.Lease;
import dev.reveille.activities.lease.Leases;
import dev.reveille.activities.lease.Seats;
import dev.reveille.activities.place.Places;
import dev.reveille.activities.place.Prepared;
import dev.reveille.activities.runner.BootException;
import dev.reveille.activities.runner.BootedAgent;
import dev.reveille.activities.runner.Runner;
import dev.reveille.activities.runner.Runners;
import dev.reveille.activities.session.SharedSessions;
import dev.reveille.activities.watch.Watchdog;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.gateway.pace.Outlook;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunReader;
import dev.reveille.workflows.BootActivity;
import dev.reveille.workflows.BootActivity.SessionGrant;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Boots agents: one attempt a call, on the thread of its seat. */
public final class Booting implements BootActivity {
  /** A turn is rarely done sooner, and whoever waits holds nothing. */
  private static final Duration LOGIN_PAUSE = Duration.ofSeconds(15);

  /** A line feed is in no owner's name, so that no session of jobs is meant by accident. */
  private static final String PROBES = "\nprobes";

  private final String hostName;
  private final String hostQueue;
  private final Places places;
  private final Runners runners;
  private final Outlooks outlooks;
  private final Leases leases;
  private final Seats seats;
  private final RunLog log;
  private final RunReader reader;
  private final HostWatch host;
  private final Clock clock;
  private final SessionStart starts;
  private final Set<Watchdog> underWay = ConcurrentHashMap.newKeySet();

  /**
   * @param hostName for people
   * @param hostQueue the task queue on which this host answers for its leases
   */
  public Booting(
      String hostName,
      String hostQueue,
      Places places,
      Runners runners,
      Outlooks outlooks,
      SharedSessions sessions,
      Leases leases,
      Seats seats,
      RunLog log,
      RunReader reader,
      HostWatch host,
      Clock clock) {
    this.hostName = hostName;
    this.hostQueue = hostQueue;
    this.places = places;
    this.runners = runners;
    this.outlooks = outlooks;
    this.leases = leases;
    this.seats = seats;
    this.log = log;
    this.reader = reader;
    this.host = host;
    this.clock = clock;
    this.starts = new SessionStart(places, runners.shared(), sessions, leases, seats, clock);
  }

  @Override
  public Booted boot(Request request) {
    return boot(request, request.definition());
  }

  /**
   * Boots for a probe: a fresh agent. Of a shared session it gets no turn, but what a session of
   * the probes' own keeps: its folder and the agent's home, so that no session is disturbed.
   */
  public Booted probe(Request request) {
    JobDefinition definition = request.definition();
    return boot(request, SessionName.of(definition).isEmpty() ? definition : own(definition));
  }

  private static JobDefinition own(JobDefinition definition) {
    return definition.ownedBy(definition.owner() + PROBES);
  }

  /**
   * @param placed by which the agent's place is made
   */
  private Booted boot(Request request, JobDefinition placed) {
    ActivityExecutionContext activity = Activity.getExecutionContext();
    ActivityInfo info = activity.getInfo();
    RunKey key = new RunKey(info.getWorkflowId(), info.getWorkflowRunId());
    int attempt = request.attemptsBefore() + info.getAttempt();
    BootRecord record = record(key, attempt, BootSample.How.START, request);
    refuseRepeatedWork(request, key, attempt, record);
    if (info.getAttempt() > 1) {
      new Forerunner(log, reader, key, attempt - 1, clock).noteIfLost();
    }
    Optional<Booted> putOff =
        putOff(request, key, request.attemptsBefore() + info.getAttempt() - 1);
    if (putOff.isPresent()) {
      return putOff.get();
    }
    record.started(queued(request, info));
    JobDefinition definition = request.definition();
    Watchdog watchdog = Watchdog.start(definition.boot().timeout(), activity);
    begin(watchdog);
    try {
      return boot(request, placed, info, key, attempt, record, watchdog);
    } catch (BootException e) {
      throw failed(definition, key, attempt, record, watchdog, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      watchdog.end(Watchdog.End.STOPPING);
      throw failed(
          definition,
          key,
          attempt,
          record,
          watchdog,
          new BootException("the worker is stopping", true, null, e));
    } finally {
      over(watchdog);
    }
  }

  BootRecord record(RunKey key, int attempt, BootSample.How how, Request request) {
    return new BootRecord(
        log,
        key,
        attempt,
        hostName,
        new BootMeasure(log, key, attempt, how, request.definition(), hostName, host, clock),
        clock);
  }

  SessionStart starts() {
    return starts;
  }

  /** To be ended with the host. */
  void begin(Watchdog watchdog) {
    underWay.add(watchdog);
  }

  void over(Watchdog watchdog) {
    underWay.remove(watchdog);
    watchdog.close();
  }

  /** Whether a boot had better wait, for a provider or for a login that another turn has. */
  Optional<Booted> putOff(Request request, RunKey key, int attemptsBefore) {
    Outlook outlook = outlooks.of(request.definition(), request.due(), key);
    if (!outlook.takesRequests()) {
      return Optional.of(
          putOff(request, key, attemptsBefore, outlook, FailureType.PROVIDER_OVERLOAD));
    }
    return places
        .loginTaken(request.definition())
        .map(reason -> new Outlook(LOGIN_PAUSE, reason))
        .map(pause -> putOff(request, key, attemptsBefore, pause, FailureType.BOOT_FAILED));
  }

  /** Before anything is begun: it is no attempt, and the seat is free again at once. */
  private Booted putOff(
      Request request, RunKey key, int attemptsBefore, Outlook outlook, FailureType outwaited) {
    Instant now = clock.instant();
    Instant until = now.plus(outlook.closedFor());
    log.event(
        key,
        new RunEvent(
            now,
            EventType.DEFERRED,
            attemptsBefore,
            Integer.toString(request.deferrals() + 1),
            hostName,
            Map.of(
                "deferred", TextNode.valueOf(outlook.reason()),
                "until", TextNode.valueOf(until.toString()))));
    return Booted.putOff(attemptsBefore, new Deferred(until, outlook.reason(), outwaited));
  }

  /**
   * Ends every boot under way, for a host that stops; each then fails as one that can be retried.
   */
  public void endAll() {
    underWay.forEach(watchdog -> watchdog.end(Watchdog.End.STOPPING));
  }

  private Booted boot(
      Request request,
      JobDefinition placed,
      ActivityInfo info,
      RunKey key,
      int attempt,
      BootRecord record,
      Watchdog watchdog)
      throws BootException, InterruptedException {
    Lease lease = leased(request, placed, info, key, attempt, record, watchdog);
    return new Booted(
        hostQueue,
        lease.id(),
        attempt,
        record.millis(),
        queued(request, info),
        record.stages(),
        null);
  }

  private Lease leased(
      Request request,
      JobDefinition placed,
      ActivityInfo info,
      RunKey key,
      int attempt,
      BootRecord record,
      Watchdog watchdog)
      throws BootException, InterruptedException {
    SessionGrant session = request.session();
    if (session != null && SessionName.kept(request.definition()).isPresent()) {
      long queued = queued(request, info);
      return starts.start(request, session, info, key, attempt, record, queued, watchdog);
    }
    Prepared prepared =
        places.prepare(
            placed, key, attempt, request.due(), Duration.ofMillis(request.waitedMillis()));
    BootedAgent agent;
    try {
      record.isolated(prepared.isolation(), prepared.shortfall(), request.definition());
      record.runsOn(prepared.node());
      Runner runner = runners.of(placed);
      agent =
          runner.boot(
              prepared.place(),
              record,
              process -> watchdog.onEnd(() -> process.end(Duration.ZERO)));
      if (watchdog.ended() != null) {
        agent.end(Duration.ZERO);
        throw new BootException("ended when it was just ready", true, null, null);
      }
    } catch (BootException | InterruptedException | RuntimeException e) {
      prepared.closing().close(false);
      throw e;
    }
    try {
      record.ready(queued(request, info), request.definition().boot());
      return Lease.grant(
          leases,
          seats,
          info,
          UUID.randomUUID().toString(),
          attempt,
          placed,
          clock.instant(),
          agent,
          prepared);
    } catch (RuntimeException e) {
      agent.end(Duration.ZERO);
      prepared.closing().close(false);
      throw e;
    }
  }

  /** A prompt is never given twice: not after a reset, and not by a boot that had begun to work. */
  void refuseRepeatedWork(Request request, RunKey key, int attempt, BootRecord record) {
    boolean reset = !key.runId().equals(request.firstRunId());
    if ((reset || attempt > 1) && log.effectRecorded(key.workflowId(), request.firstRunId())) {
      String message =
          reset
              ? "This run was reset after its agent had already begun its work, and a reset would do"
                  + " that work twice. Start the job anew instead: reveille start "
                  + request.definition().id()
              : "An earlier attempt had already begun its work when it was lost, so it is not begun"
                  + " again. Look at what it left, then: reveille start "
                  + request.definition().id();
      FailureType type = reset ? FailureType.BOOT_FAILED : FailureType.HOST_LOST;
      record.refused(type, message);
      throw ApplicationFailure.newNonRetryableFailure(message, type.name(), attempt);
    }
  }

  RuntimeException failed(
      JobDefinition definition,
      RunKey key,
      int attempt,
      BootRecord record,
      Watchdog watchdog,
      BootException e) {
    Watchdog.End end = watchdog.ended();
    if (end == Watchdog.End.GONE) {
      ActivityCompletionException gone = watchdog.gone();
      record.gone();
      leases.doubt(key);
      return gone == null ? new IllegalStateException("gone without a word", e) : gone;
    }
    if (end == Watchdog.End.STOPPING) {
      String message = "The worker was stopped while the agent was booting.";
      record.refused(FailureType.HOST_LOST, message);
      return ApplicationFailure.newFailure(message, FailureType.HOST_LOST.name(), attempt);
    }
    if (end == Watchdog.End.LIMIT) {
      String message = record.timedOut(definition.boot().timeout(), e.exitCode());
      return ApplicationFailure.newFailure(message, FailureType.BOOT_TIMEOUT.name(), attempt);
    }
    String message = record.failed(String.valueOf(e.getMessage()), e.exitCode());
    return e.transientCause()
        ? ApplicationFailure.newFailure(message, FailureType.BOOT_FAILED.name(), attempt)
        : ApplicationFailure.newNonRetryableFailure(
            message, FailureType.BOOT_FAILED.name(), attempt);
  }

  private static long queued(Request request, ActivityInfo info) {
    SessionGrant session = request.session();
    return queued(info) + (session == null ? 0 : session.queuedMillis());
  }

  static long queued(ActivityInfo info) {
    return Math.max(0, info.getStartedTimestamp() - info.getCurrentAttemptScheduledTimestamp());
  }
}
