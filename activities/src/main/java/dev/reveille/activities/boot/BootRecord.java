package dev.reveille.activities.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.activities.acp.StageListener;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.job.BootPolicy;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.BootStage;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.RunLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes one boot attempt into the run log, stage by stage as they happen, so that a boot that
 * hangs leaves behind the name of the stage it hung in.
 */
final class BootRecord implements StageListener {
  private final RunLog log;
  private final RunKey key;
  private final int attempt;
  private final String host;
  private final BootMeasure measure;
  private final Clock clock;
  private final Instant begun;
  private final List<BootStage> stages = new ArrayList<>();
  private @Nullable String stage;
  private Instant stageBegun;
  private Duration took = Duration.ZERO;

  BootRecord(RunLog log, RunKey key, int attempt, String host, BootMeasure measure, Clock clock) {
    this.log = log;
    this.key = key;
    this.attempt = attempt;
    this.host = host;
    this.measure = measure;
    this.clock = clock;
    this.begun = clock.instant();
    this.stageBegun = begun;
  }

  void started(long queuedMillis) {
    measure.begun();
    write(EventType.BOOT_STARTED, "", Map.of("queuedMillis", LongNode.valueOf(queuedMillis)));
  }

  /** Says which isolation and network the agent really has, and why not more. */
  void isolated(Isolation.Kind kind, Optional<String> shortfall, JobDefinition definition) {
    Map<String, JsonNode> detail = new HashMap<>();
    detail.put("stage", TextNode.valueOf("isolation"));
    detail.put("kind", TextNode.valueOf(kind.word()));
    shortfall.ifPresent(why -> detail.put("shortfall", TextNode.valueOf(why)));
    detail.put("network", TextNode.valueOf(Reachable.by(definition, kind)));
    detail.put("millis", LongNode.valueOf(Duration.between(begun, clock.instant()).toMillis()));
    write(EventType.BOOT_STAGE, "isolation", detail);
  }

  /**
   * Says which Node the agent runs on.
   *
   * @param node null for none
   */
  void runsOn(@Nullable String node) {
    measure.runsOn(node);
  }

  @Override
  public synchronized void started(String stage) {
    this.stage = stage;
    this.stageBegun = clock.instant();
  }

  @Override
  public synchronized void ended(String stage, @Nullable String note) {
    Instant now = clock.instant();
    long millis = Duration.between(stageBegun, now).toMillis();
    measure.stage(stage, millis, note);
    stages.add(new BootStage(stage, now, millis));
    this.stage = null;
    Map<String, JsonNode> detail = new HashMap<>();
    detail.put("stage", TextNode.valueOf(stage));
    detail.put("millis", LongNode.valueOf(millis));
    if (note != null) {
      detail.put("note", TextNode.valueOf(note));
    }
    write(EventType.BOOT_STAGE, stage, detail);
  }

  /** Says what the agent of a shared session does not know of what was said in it. */
  void forgot(String reason) {
    write(EventType.SESSION_FORGOT, "", Map.of("reason", TextNode.valueOf(reason)));
  }

  /** Whether a stage has begun and not ended. */
  synchronized boolean isIn(String stage) {
    return stage.equals(this.stage);
  }

  void ready(long queuedMillis, BootPolicy policy) {
    took = Duration.between(begun, clock.instant());
    write(
        EventType.BOOT_READY,
        "",
        Map.of(
            "millis", LongNode.valueOf(took.toMillis()),
            "queuedMillis", LongNode.valueOf(queuedMillis)));
    measure.ended(BootSample.Ending.READY, took, null);
    if (took.toNanos() >= policy.timeout().toNanos() * policy.warnAt()) {
      write(
          EventType.BOOT_SLOW,
          "",
          Map.of(
              "millis", LongNode.valueOf(took.toMillis()),
              "limitMillis", LongNode.valueOf(policy.timeout().toMillis())));
    }
  }

  /** Records a boot cut at its limit; returns the sentence that names where it hung. */
  synchronized String timedOut(Duration limit, @Nullable Integer exitCode) {
    Instant now = clock.instant();
    String where = stage == null ? "between two stages" : "in stage " + stage;
    String message =
        "The agent was not ready within "
            + Spoken.duration(limit)
            + ": it hung "
            + where
            + " for "
            + Spoken.duration(Duration.between(stageBegun, now))
            + ", and was ended.";
    write(EventType.BOOT_TIMEOUT, "", end(now, message, exitCode));
    measure.ended(BootSample.Ending.TIMEOUT, Duration.between(begun, now), stage);
    return message;
  }

  /** Records a boot that failed by itself; returns the sentence for people. */
  synchronized String failed(String reason, @Nullable Integer exitCode) {
    String where = stage == null ? "" : "Boot failed in stage " + stage + ": ";
    String message = where + reason;
    Instant now = clock.instant();
    write(EventType.BOOT_FAILED, "", end(now, message, exitCode));
    measure.ended(BootSample.Ending.FAILED, Duration.between(begun, now), stage);
    return message;
  }

  synchronized void refused(FailureType type, String message) {
    EventType event = type == FailureType.HOST_LOST ? EventType.HOST_LOST : EventType.BOOT_FAILED;
    write(event, "", end(clock.instant(), message, null));
  }

  /** Nobody waits for this boot any more. */
  synchronized void gone() {
    write(
        EventType.CANCELLED,
        "",
        end(clock.instant(), "The run was ended from outside while the agent was booting.", null));
  }

  private Map<String, JsonNode> end(Instant now, String reason, @Nullable Integer exitCode) {
    Map<String, JsonNode> detail = new HashMap<>();
    detail.put("reason", TextNode.valueOf(reason));
    detail.put("millis", LongNode.valueOf(Duration.between(begun, now).toMillis()));
    if (stage != null) {
      detail.put("stage", TextNode.valueOf(stage));
    }
    if (exitCode != null) {
      detail.put("exitCode", IntNode.valueOf(exitCode));
    }
    return detail;
  }

  long millis() {
    return took.toMillis();
  }

  synchronized List<BootStage> stages() {
    return List.copyOf(stages);
  }

  private void write(EventType event, String stage, Map<String, JsonNode> detail) {
    log.event(key, new RunEvent(clock.instant(), event, attempt, stage, host, detail));
  }
}
