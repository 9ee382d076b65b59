package dev.reveille.activities.execute;

import dev.reveille.activities.ask.Asking;
import dev.reveille.activities.lease.Lease;
import dev.reveille.activities.lease.Leases;
import dev.reveille.activities.runner.BootedAgent;
import dev.reveille.activities.runner.TurnException;
import dev.reveille.activities.watch.Watchdog;
import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.ModelProof;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunReader;
import dev.reveille.workflows.ExecuteActivity;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;

/** Gives leased agents their turn, on the host that keeps them. */
public final class Executing implements ExecuteActivity {
  private static final Duration GRACE = Duration.ofMillis(500);

  /** How an agent that is well-behaved ends a turn that we told it to end. */
  private static final String CANCELLED = "cancelled";

  private final String hostName;
  private final Leases leases;
  private final RunLog log;
  private final RunReader reader;
  private final Asking asking;
  private final Clock clock;

  /**
   * @param asking counts sources by commands
   */
  public Executing(
      String hostName, Leases leases, RunLog log, RunReader reader, Asking asking, Clock clock) {
    this.hostName = hostName;
    this.leases = leases;
    this.log = log;
    this.reader = reader;
    this.asking = asking;
    this.clock = clock;
  }

  @Override
  public Executed execute(Request request) {
    ActivityExecutionContext activity = Activity.getExecutionContext();
    ActivityInfo info = activity.getInfo();
    RunKey key = new RunKey(info.getWorkflowId(), info.getWorkflowRunId());
    TurnRecord record = new TurnRecord(log, key, request.attempt(), hostName, clock);
    Lease lease = leases.find(request.lease());
    if (lease == null || !lease.key().equals(key) || !lease.take()) {
      throw record.fail(
          FailureType.HOST_LOST,
          "The host no longer holds the agent that was booted for this run; its worker was"
              + " restarted, or the lease had ended.",
          null,
          Evidence.NONE);
    }
    Watchdog watchdog = Watchdog.start(lease.definition().execute().timeout(), activity);
    boolean good = false;
    try {
      Executed executed = turn(lease, record, watchdog);
      good = true;
      return executed;
    } finally {
      watchdog.close();
      lease.end(good);
    }
  }

  private Executed turn(Lease lease, TurnRecord record, Watchdog watchdog) {
    BootedAgent agent = lease.agent();
    watchdog.onEnd(
        () -> {
          agent.cancel();
          agent.end(GRACE);
        });
    record.started();
    JobDefinition definition = lease.definition();
    Contract contract = Contract.of(definition.expect());
    try {
      countSource(definition, contract, lease, record, watchdog);
      record.turnBegins();
      BootedAgent.Turn turn = agent.turn(record);
      if (watchdog.ended() != null && CANCELLED.equals(turn.stopReason())) {
        throw new TurnException(
            FailureType.EXECUTE_FAILED, "the turn was cancelled", turn.exitCode(), null);
      }
      Executed executed = record.finished(turn);
      if (!contract.files().isEmpty()) {
        record.surveyed(
            EventType.FILES_SEEN, new Survey(contract.files(), lease.workspace()).files());
      }
      if (!definition.deliver().isEmpty() && !contract.files().isEmpty()) {
        agent.end(GRACE);
        record.keep(contract, lease.workspace());
      }
      return executed;
    } catch (TurnException e) {
      throw failed(lease, record, watchdog, e);
    } finally {
      record.close();
    }
  }

  /** Before the turn, since the turn may use it up. */
  private void countSource(
      JobDefinition definition,
      Contract contract,
      Lease lease,
      TurnRecord record,
      Watchdog watchdog) {
    Contract.Source source = contract.source();
    if (source != null) {
      record.surveyed(
          EventType.SOURCE_COUNTED,
          new SourceCount(definition, lease.key(), lease.workspace(), reader, asking)
              .of(source, process -> watchdog.onEnd(() -> process.end(Duration.ZERO))));
    }
  }

  private RuntimeException failed(
      Lease lease, TurnRecord record, Watchdog watchdog, TurnException e) {
    Watchdog.End end = watchdog.ended();
    if (end == Watchdog.End.GONE) {
      ActivityCompletionException gone = watchdog.gone();
      record.gone(e.exitCode());
      leases.doubt(lease.key());
      return gone == null ? new IllegalStateException("gone without a word", e) : gone;
    }
    String ended = lease.endReason();
    FailedTurn turn = failedTurn(lease);
    if (end == Watchdog.End.LIMIT) {
      Duration limit = lease.definition().execute().timeout();
      return record.fail(
          turn.heldUp(limit) ? FailureType.PROVIDER_OVERLOAD : FailureType.EXECUTE_TIMEOUT,
          turn.messageOfLimit(limit),
          e.exitCode(),
          turn.evidence());
    }
    if (ended != null) {
      return record.fail(
          FailureType.HOST_LOST,
          "The host ended the agent: " + ended + ".",
          e.exitCode(),
          turn.evidence());
    }
    String said = String.valueOf(e.getMessage());
    return record.fail(
        turn.type(e.type()), turn.message(e.type(), said), e.exitCode(), turn.evidence());
  }

  /** The agent is ended first: only then is the end of each of its calls recorded. */
  private FailedTurn failedTurn(Lease lease) {
    ModelPin pin = lease.definition().pin();
    lease.end(false);
    return pin == null
        ? FailedTurn.WITHOUT_MODEL
        : FailedTurn.of(ModelProof.of(pin, reader.modelCalls(lease.key())));
  }

  /** The typed failure of a step; the server never repeats it, the workflow decides. */
  static ApplicationFailure failure(FailureType type, String message, Evidence evidence) {
    return ApplicationFailure.newNonRetryableFailure(message, type.name(), evidence);
  }
}
