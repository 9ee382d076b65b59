package dev.reveille.domain.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * @param toolUses tool calls as they passed the gateway; left out of lists
 * @param tunnels connections beside the gateway; left out of lists
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
  "toolUses",
  "tunnels",
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
    List<Use> toolUses,
    List<Connection> tunnels,
    @Nullable Output output,
    List<Finding> findings,
    List<Event> events,
    Temporal temporal) {
  public RunView {
    // Documents of earlier versions lack them.
    toolUses = toolUses == null ? List.of() : List.copyOf(toolUses);
    tunnels = tunnels == null ? List.of() : List.copyOf(tunnels);
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
   * @param answered every model that an answer named
   * @param substitutes those of them that answered in place of the pinned one, as the job allows
   * @param calls those that went out to a provider and make a model work
   * @param refused those that the gateway refused itself
   * @param verified whether every answer is proven to come from a model that the job allows; null
   *     where there is no model work to judge yet
   * @param perCall each call; left out of lists
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Model(
      String pinned,
      List<String> answered,
      List<String> substitutes,
      int calls,
      int refused,
      @Nullable Boolean verified,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      List<Call> perCall) {
    public Model {
      answered = List.copyOf(answered);
      substitutes = substitutes == null ? List.of() : List.copyOf(substitutes);
      perCall = perCall == null ? List.of() : List.copyOf(perCall);
    }
  }

  /**
   * One call, as {@link ModelCall} describes it.
   *
   * @param millis from the request to the end of its answer; null while it is under way
   * @param firstByteMillis from the request to the beginning of its answer
   * @param id the provider's id of the response
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Call(
      int attempt,
      int seq,
      Instant at,
      String provider,
      String path,
      @Nullable String asked,
      @Nullable String answered,
      CallJudgement judgement,
      int tools,
      int status,
      int sent,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      @Nullable String stopReason,
      @Nullable Long millis,
      @Nullable Long firstByteMillis,
      @Nullable String id,
      @Nullable String fingerprint,
      @Nullable String error) {
    public static Call of(ModelCall call) {
      return new Call(
          call.attempt(),
          call.seq(),
          call.startedAt(),
          call.provider(),
          call.path(),
          call.asked(),
          call.answered(),
          call.judgement(),
          call.tools(),
          call.status(),
          call.sent(),
          call.answer().inputTokens(),
          call.answer().outputTokens(),
          call.answer().stopReason(),
          between(call.startedAt(), call.endedAt()),
          between(call.startedAt(), call.answer().firstByteAt()),
          call.answer().id(),
          call.answer().fingerprint(),
          call.error());
    }
  }

  /** Tool calls by what became of them. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Tools(int called, int returned, int failed) {}

  /**
   * One tool call that passed the gateway.
   *
   * @param call the {@link Call#seq} whose answer asks for it
   * @param millis until its result came back; null where none did
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Use(
      int attempt,
      int call,
      String id,
      @Nullable String name,
      Instant at,
      @Nullable Long millis,
      boolean failed) {
    public static Use of(ToolUse use) {
      return new Use(
          use.attempt(),
          use.call(),
          use.id(),
          use.name(),
          use.askedAt(),
          between(use.askedAt(), use.returnedAt()),
          use.failed());
    }
  }

  /** One connection beside the gateway. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Connection(
      int attempt,
      int seq,
      String host,
      int port,
      boolean allowed,
      long bytesOut,
      long bytesIn,
      Instant at,
      @Nullable Long millis,
      @Nullable String error) {
    public static Connection of(Tunnel tunnel) {
      return new Connection(
          tunnel.attempt(),
          tunnel.seq(),
          tunnel.host(),
          tunnel.port(),
          tunnel.allowed(),
          tunnel.bytesOut(),
          tunnel.bytesIn(),
          tunnel.startedAt(),
          between(tunnel.startedAt(), tunnel.endedAt()),
          tunnel.error());
    }
  }

  private static @Nullable Long between(Instant from, @Nullable Instant to) {
    return to == null ? null : Long.valueOf(Math.max(0, from.until(to, ChronoUnit.MILLIS)));
  }

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
