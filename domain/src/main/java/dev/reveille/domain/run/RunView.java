package dev.reveille.domain.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run as people and programs are shown it; the JSON of {@code show -o json}, whose form is a
 * promise. Absent facts are written as null.
 *
 * @param run the workflow id, or workflow id and run id where one slot ran twice
 * @param queuedMillis wait for a seat, charged to neither budget; null before it is known
 * @param deferred why a boot was put off; null if it was not
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
  "run",
  "job",
  "due",
  "trigger",
  "target",
  "agent",
  "definition",
  "status",
  "verdict",
  "message",
  "queuedMillis",
  "deferred",
  "boot",
  "execute",
  "model",
  "tools",
  "output",
  "findings",
  "events",
  "temporal"
})
public record RunView(
    String run,
    String job,
    Instant due,
    Trigger trigger,
    String target,
    @Nullable String agent,
    String definition,
    RunStatus status,
    @Nullable String verdict,
    @Nullable String message,
    @Nullable Long queuedMillis,
    @Nullable String deferred,
    @Nullable Boot boot,
    @Nullable Execute execute,
    @Nullable Model model,
    @Nullable Tools tools,
    @Nullable Output output,
    List<Finding> findings,
    List<Event> events,
    Temporal temporal) {
  public RunView {
    findings = List.copyOf(findings);
    events = List.copyOf(events);
  }

  /** The boot over all attempts; stages and exit are of the last one. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Boot(
      int attempts,
      @Nullable Long millis,
      long limitMillis,
      List<BootStage> stages,
      @Nullable String exitReason,
      @Nullable Integer exitCode) {
    public Boot {
      stages = List.copyOf(stages);
    }
  }

  /** The turn itself. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Execute(
      int attempts,
      @Nullable Long millis,
      long limitMillis,
      @Nullable String stopReason,
      @Nullable Integer exitCode) {}

  /**
   * What the gateway saw.
   *
   * @param verified null where nobody checked
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Model(
      String pinned,
      List<String> answered,
      int calls,
      int refused,
      @Nullable Boolean verified,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens) {
    public Model {
      answered = List.copyOf(answered);
    }
  }

  /** Tool calls by what became of them. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Tools(int called, int returned, int failed) {}

  /**
   * What the agent said.
   *
   * @param bytes UTF-8 bytes of the whole output
   * @param text the output, cut where it is long
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Output(long bytes, @Nullable String text) {}

  /** An event as it is shown. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Event(
      Instant at,
      EventType event,
      int attempt,
      @Nullable String host,
      Map<String, JsonNode> detail) {
    public Event {
      detail = Map.copyOf(detail);
    }
  }

  /** Where to find the run in Temporal. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Temporal(String namespace, String workflowId, String runId) {}
}
