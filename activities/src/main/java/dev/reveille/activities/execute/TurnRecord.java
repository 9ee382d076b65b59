package dev.reveille.activities.execute;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.activities.runner.BootedAgent;
import dev.reveille.activities.runner.TurnWatcher;
import dev.reveille.domain.Json;
import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.Testimony;
import dev.reveille.domain.run.ToolCall;
import dev.reveille.runlog.RunLog;
import dev.reveille.workflows.ExecuteActivity.Evidence;
import dev.reveille.workflows.ExecuteActivity.Executed;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one turn into the run log as it goes. */
final class TurnRecord implements TurnWatcher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TurnRecord.class);

  private final RunLog log;
  private final RunKey key;
  private final int attempt;
  private final String host;
  private final Clock clock;
  private volatile Instant begun;
  private final OutputRecorder output;
  private final AtomicInteger permissions = new AtomicInteger();

  TurnRecord(RunLog log, RunKey key, int attempt, String host, Clock clock) {
    this.log = log;
    this.key = key;
    this.attempt = attempt;
    this.host = host;
    this.clock = clock;
    this.begun = clock.instant();
    this.output = new OutputRecorder(log, key, attempt, clock);
  }

  void started() {
    write(EventType.EXECUTE_STARTED, "", Map.of());
  }

  /** What the turn takes is counted from here; the source was counted before. */
  void turnBegins() {
    begun = clock.instant();
  }

  /** What was seen of the job's source or files. */
  void surveyed(EventType event, Map<String, JsonNode> detail) {
    write(event, "", detail);
  }

  /** Keeps the files that the contract names and that this turn wrote. */
  void keep(Contract contract, Path workspace) {
    Instant since = begun.truncatedTo(ChronoUnit.SECONDS); // some file systems know no less
    new Keepsakes(log, key, attempt, clock).keep(contract, workspace, since);
  }

  @Override
  public void effect(String what) {
    log.effect(key, attempt, what, clock.instant(), host);
  }

  @Override
  public void output(String stream, String text) {
    output.add(stream, text);
  }

  @Override
  public void tool(
      String id,
      @Nullable String name,
      String status,
      Instant startedAt,
      @Nullable Instant endedAt) {
    log.toolCall(new ToolCall(key, attempt, id, name, status, startedAt, endedAt));
  }

  @Override
  public void permission(String title, String answer) {
    write(
        EventType.PERMISSION_ASKED,
        Integer.toString(permissions.incrementAndGet()),
        Map.of("title", TextNode.valueOf(title), "answer", TextNode.valueOf(answer)));
  }

  @Override
  public void testified(Testimony testimony) {
    write(
        EventType.TESTIFIED,
        "",
        Json.mapper().convertValue(testimony, new TypeReference<Map<String, JsonNode>>() {}));
  }

  Executed finished(BootedAgent.Turn turn) {
    output.close();
    Map<String, JsonNode> detail = end(turn.exitCode());
    if (turn.stopReason() != null) {
      detail.put("stopReason", TextNode.valueOf(turn.stopReason()));
    }
    write(EventType.EXECUTE_FINISHED, "", detail);
    return new Executed(attempt, millis(), turn.stopReason(), turn.exitCode(), output.outBytes());
  }

  /** Records a failed turn; returns the failure for the workflow. */
  ApplicationFailure fail(
      FailureType type, String message, @Nullable Integer exitCode, Evidence evidence) {
    EventType event =
        switch (type) {
          case EXECUTE_TIMEOUT -> EventType.EXECUTE_TIMEOUT;
          case HOST_LOST -> EventType.HOST_LOST;
          default -> EventType.EXECUTE_FAILED;
        };
    Map<String, JsonNode> detail = end(exitCode);
    detail.put("type", TextNode.valueOf(type.name()));
    detail.put("reason", TextNode.valueOf(message));
    write(event, "", detail);
    return Executing.failure(type, message, evidence);
  }

  void gone(@Nullable Integer exitCode) {
    Map<String, JsonNode> detail = end(exitCode);
    detail.put(
        "reason", TextNode.valueOf("The run was ended from outside while the agent was working."));
    write(EventType.CANCELLED, "", detail);
  }

  private Map<String, JsonNode> end(@Nullable Integer exitCode) {
    Map<String, JsonNode> detail = new HashMap<>();
    detail.put("millis", LongNode.valueOf(millis()));
    if (exitCode != null) {
      detail.put("exitCode", IntNode.valueOf(exitCode));
    }
    return detail;
  }

  private long millis() {
    return Duration.between(begun, clock.instant()).toMillis();
  }

  private void write(EventType event, String stage, Map<String, JsonNode> detail) {
    log.event(key, new RunEvent(clock.instant(), event, attempt, stage, host, detail));
  }

  @Override
  public void close() {
    try {
      output.close();
    } catch (RuntimeException e) {
      LOG.warn("{}: the end of its output could not be written", key, e);
    }
  }
}
