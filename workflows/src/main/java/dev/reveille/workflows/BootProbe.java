package dev.reveille.workflows;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ProbedTarget;
import dev.reveille.domain.run.BootStage;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.Trigger;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One probe: boots an agent as a run of a job would, and dismisses it at once; no prompt is ever
 * sent. Its record is a run's, started by {@code probe}.
 */
@WorkflowInterface
public interface BootProbe {
  String TYPE = "BootProbe";

  /** Returns only for a boot that became ready, and for a skipped one; fails as a run does. */
  @WorkflowMethod(name = TYPE)
  Result run(Input input);

  /** The head of the record of a probe that was given this. */
  static RunOpened head(
      Input input, RunKey key, String firstRunId, String namespace, Instant due, Instant at) {
    JobDefinition definition = input.definition();
    return new RunOpened(
        key,
        firstRunId,
        namespace,
        ProbedTarget.of(definition).map(ProbedTarget::id).orElse("probe/" + definition.id()),
        definition.owner(),
        due,
        Trigger.PROBE,
        definition.target().toString(),
        definition.agent() == null ? null : definition.agent().name(),
        input.digest(),
        definition.pin() == null ? null : definition.pin().model().toString(),
        definition.boot().timeout().toMillis(),
        definition.execute().timeout().toMillis(),
        at);
  }

  /** When a probe may take a seat. */
  enum Manner {
    /** Only on a host with room and little to do, and at once; else not at all. */
    WHEN_CALM,
    /** As soon as there is a seat: somebody waits for it. */
    NOW;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  /**
   * What a probe is given.
   *
   * @param version of this form, from 1
   * @param definition as {@link ProbedTarget#definition} makes it
   * @param digest of the definition
   */
  record Input(int version, JobDefinition definition, String digest, Manner manner) {
    public static final int VERSION = 1;

    /** Of this version's form. */
    public static Input of(JobDefinition definition, Manner manner) {
      return new Input(VERSION, definition, definition.digest(), manner);
    }
  }

  /**
   * @param verdict {@code OK} or {@code SKIPPED}
   * @param message one sentence for people
   * @param millis until it was ready; null for a skipped probe
   * @param queuedMillis wait for a seat
   * @param stages in order
   */
  record Result(
      String verdict,
      String message,
      @Nullable Long millis,
      @Nullable Long queuedMillis,
      List<BootStage> stages) {
    public Result {
      stages = List.copyOf(stages);
    }
  }
}
