package dev.reveille.activities.record;

import dev.reveille.domain.contract.Work;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Ping;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunReader;
import dev.reveille.workflows.ExecuteActivity.Executed;
import dev.reveille.workflows.RecordActivity;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workflow's own hand on the run log. Thread-safe; blocks for one or two small writes. */
public final class Recording implements RecordActivity {
  private static final Logger LOG = LoggerFactory.getLogger(Recording.class);

  private final RunLog log;
  private final RunReader reader;
  private final WorkRead works;
  private final AlertSender alerts;
  private final Aftermath aftermath;
  private final Clock clock;

  /**
   * @param works what was seen of runs
   */
  public Recording(
      RunLog log,
      RunReader reader,
      WorkRead works,
      AlertSender alerts,
      Aftermath aftermath,
      Clock clock) {
    this.log = log;
    this.reader = reader;
    this.works = works;
    this.alerts = alerts;
    this.aftermath = aftermath;
    this.clock = clock;
  }

  @Override
  public void open(RunOpened opened, List<RunEvent> events, @Nullable Ping ping) {
    log.open(opened, events);
    aftermath.begun(opened.key(), events, ping);
  }

  @Override
  public void note(List<RunEvent> events) {
    RunKey key = key();
    events.forEach(event -> log.event(key, event));
  }

  @Override
  public boolean effectRecorded(String firstRunId) {
    try {
      return log.effectRecorded(key().workflowId(), firstRunId);
    } catch (RuntimeException e) {
      // Work done twice is worse than work not repeated: what cannot be read counts as done.
      LOG.warn("{}: the effect mark cannot be read, so it counts as set", key(), e);
      return true;
    }
  }

  @Override
  public Verdict verify(JobDefinition definition, Executed executed) {
    RunKey key = key();
    List<ModelCall> calls = works.calls(key, definition);
    RunView run = works.run(key, definition);
    Work work = works.of(key, definition, executed, calls, run);
    VolumeCheck volume = VolumeCheck.of(definition, run, work);
    List<Finding> volumes = volume == null ? List.of() : volume.findings(works.past(definition));
    Verdict verdict =
        Verifying.judge(definition, executed, calls, work, volumes)
            .with(Forgotten.findings(run, executed.attempt()));
    if (volume != null && volume.teaches(verdict)) {
      volume.keep(log, key);
    }
    return SecondWitness.heard(verdict, definition, executed, calls, run);
  }

  @Override
  public RunView.@Nullable Output output(int maxChars) {
    return reader.find(key(), maxChars).map(RunView::output).orElse(null);
  }

  @Override
  public RunSettled settle(Settle settle) {
    RunSettled settled =
        new RunSettled(
            settle.opened().key(),
            settle.status(),
            settle.verdict(),
            settle.message(),
            settle.findings(),
            clock.instant());
    RunEvent last =
        new RunEvent(
            settled.settledAt(), EventType.SETTLED, settle.bootAttempts(), "", null, Map.of());
    if (settle.status() == RunStatus.CANCELLED) {
      // A cancel that came while the record was being closed makes Temporal close the run so.
      log.resettle(settle.opened(), last, settled);
    } else {
      log.settle(settle.opened(), last, settled);
    }
    if (alerts.isHeard(settle.alerts())) {
      Telling.of(settle, reader)
          .ifPresent(report -> alerts.report(settle.opened().owner(), report));
    }
    aftermath.ended(settle);
    return settled;
  }

  private static RunKey key() {
    ActivityInfo info = Activity.getExecutionContext().getInfo();
    return new RunKey(info.getWorkflowId(), info.getWorkflowRunId());
  }
}
