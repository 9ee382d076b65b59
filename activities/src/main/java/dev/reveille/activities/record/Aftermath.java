package dev.reveille.activities.record;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.activities.ping.Pinger;
import dev.reveille.activities.ping.Signal;
import dev.reveille.domain.contract.ContractJudge;
import dev.reveille.domain.job.Ping;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.runlog.RunLog;
import dev.reveille.workflows.RecordActivity.Settle;
import dev.reveille.workflows.ResultDelivery.Result;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes out of a run beside its record: its result to those who wait for it, and word to its
 * outside watcher. Hands everything over, and waits for nobody.
 */
public final class Aftermath {
  private final ResultSender results;
  private final Pinger pinger;
  private final RunLog log;
  private final Clock clock;

  public Aftermath(ResultSender results, Pinger pinger, RunLog log, Clock clock) {
    this.results = results;
    this.pinger = pinger;
    this.log = log;
    this.clock = clock;
  }

  /** A run begins; one that is skipped or missed does not. */
  void begun(RunKey run, List<RunEvent> events, @Nullable Ping ping) {
    if (ping != null && events.stream().anyMatch(event -> event.event() == EventType.QUEUED)) {
      pinger.send(ping, Signal.START, run, "");
    }
  }

  /** A run ended, and its record is closed. */
  void ended(Settle settle) {
    ping(settle);
    if (settle.status() != RunStatus.SUCCEEDED || settle.told().deliver().isEmpty()) {
      return;
    }
    RunOpened opened = settle.opened();
    if (settle.findings().stream().anyMatch(finding -> finding.code().equals(ContractJudge.IDLE))) {
      log.event(
          opened.key(),
          new RunEvent(
              clock.instant(),
              EventType.NOT_DELIVERED,
              0,
              "",
              null,
              Map.of("what", TextNode.valueOf("there was nothing to do, and nothing to deliver"))));
      return;
    }
    results.send(
        new Result(
            opened.key(),
            opened.owner(),
            opened.job(),
            settle.jobName(),
            opened.due(),
            settle.told().deliver(),
            settle.alerts()));
  }

  private void ping(Settle settle) {
    Ping ping = settle.told().ping();
    if (ping == null || settle.status() == RunStatus.SKIPPED) {
      return;
    }
    Signal signal = settle.status() == RunStatus.SUCCEEDED ? Signal.SUCCESS : Signal.FAIL;
    pinger.send(ping, signal, settle.opened().key(), body(settle));
  }

  private static String body(Settle settle) {
    StringBuilder body = new StringBuilder(settle.verdict() + ": " + settle.message());
    for (Finding finding : settle.findings()) {
      body.append('\n').append(finding.code()).append(": ").append(finding.message());
    }
    return body.toString();
  }
}
