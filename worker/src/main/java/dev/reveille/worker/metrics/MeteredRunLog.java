package dev.reveille.worker.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.run.Artifact;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.ToolCall;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.domain.volume.GoodRun;
import dev.reveille.runlog.BootReader;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunReader;
import dev.reveille.runlog.SlotLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Counts what was written, once it is written; so the figures and the record say the same. */
final class MeteredRunLog implements RunLog {
  /** As many as a worker could settle while an activity that settles is still tried again. */
  private static final int REMEMBERED = 10_000;

  private final RunLog log;
  private final RunReader reader;
  private final WorkerMetrics metrics;
  private final Set<String> providers;
  private final Set<RunKey> counted =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<RunKey, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  MeteredRunLog(RunLog log, RunReader reader, WorkerMetrics metrics, Set<String> providers) {
    this.log = log;
    this.reader = reader;
    this.metrics = metrics;
    this.providers = Set.copyOf(providers);
  }

  @Override
  public void open(RunOpened opened) {
    log.open(opened);
  }

  @Override
  public void open(RunOpened opened, List<RunEvent> events) {
    log.open(opened, events);
  }

  @Override
  public void event(RunKey key, RunEvent event) {
    log.event(key, event);
    switch (event.event()) {
      case BOOT_STARTED -> lasted(event, "queuedMillis", metrics::queued);
      case BOOT_READY, BOOT_TIMEOUT, BOOT_FAILED ->
          lasted(event, "millis", took -> metrics.booted(outcome(event), took));
      case EXECUTE_FINISHED, EXECUTE_TIMEOUT, EXECUTE_FAILED ->
          lasted(event, "millis", took -> metrics.executed(outcome(event), took));
      default -> {}
    }
  }

  /** {@code BOOT_READY} is ready. */
  private static String outcome(RunEvent event) {
    String name = event.event().name();
    return name.substring(name.indexOf('_') + 1).toLowerCase(Locale.ROOT);
  }

  private static void lasted(RunEvent event, String field, Consumer<Duration> to) {
    JsonNode millis = event.detail().get(field);
    if (millis != null && millis.isIntegralNumber()) {
      to.accept(Duration.ofMillis(millis.longValue()));
    }
  }

  @Override
  public boolean effect(RunKey key, int attempt, String what, Instant at, String host) {
    return log.effect(key, attempt, what, at, host);
  }

  @Override
  public boolean effectRecorded(String workflowId, String firstRunId) {
    return log.effectRecorded(workflowId, firstRunId);
  }

  @Override
  public void modelCall(ModelCall call) {
    Instant ended = call.endedAt();
    if (ended != null) {
      // Also where it cannot be written: it was made all the same.
      metrics.called(call, ended, providers);
    }
    log.modelCall(call);
  }

  @Override
  public void toolUse(ToolUse use) {
    log.toolUse(use);
  }

  @Override
  public void artifact(Artifact artifact) {
    log.artifact(artifact);
  }

  @Override
  public void tunnel(Tunnel tunnel) {
    log.tunnel(tunnel);
  }

  @Override
  public void toolCall(ToolCall call) {
    log.toolCall(call);
  }

  @Override
  public void output(List<OutputChunk> chunks) {
    log.output(chunks);
  }

  @Override
  public int prune(Instant before) {
    return log.prune(before);
  }

  @Override
  public void goodRun(RunKey key, String job, String lineage, GoodRun run) {
    log.goodRun(key, job, lineage, run);
  }

  @Override
  public void boot(BootSample sample) {
    log.boot(sample);
  }

  @Override
  public void bootsJudged(BootReader.Series series, Instant upTo, BootReader.Judged judged) {
    log.bootsJudged(series, upTo, judged);
  }

  @Override
  public void settle(RunSettled settled) {
    Optional<String> job =
        reader.find(settled.key(), 0).filter(run -> run.verdict() == null).map(RunView::job);
    log.settle(settled);
    job.ifPresent(name -> count(name, settled));
  }

  @Override
  public void settle(RunOpened opened, RunEvent last, RunSettled settled) {
    log.settle(opened, last, settled);
    count(opened, settled);
  }

  @Override
  public void resettle(RunOpened opened, RunEvent last, RunSettled settled) {
    log.resettle(opened, last, settled);
    count(opened, settled);
  }

  /** A drill is red on purpose, and must not look like a job's failure to whoever watches these. */
  private void count(RunOpened opened, RunSettled settled) {
    if (opened.trigger() != Trigger.DRILL) {
      count(opened.job(), settled);
    }
  }

  private void count(String job, RunSettled settled) {
    boolean first;
    synchronized (counted) {
      first = counted.add(settled.key());
    }
    if (first) {
      metrics.settled(job, settled.verdict());
    }
  }

  @Override
  public SlotLog slotLog() {
    return new MeteredSlotLog(log.slotLog(), metrics);
  }

  @Override
  public void close() {
    log.close();
  }
}
