package dev.reveille.activities.record;

import dev.reveille.domain.Json;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.Contradictions;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.ModelTally;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Testimony;
import dev.reveille.workflows.ExecuteActivity.Executed;
import dev.reveille.workflows.RecordActivity.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears what an agent reports of its own model work. The verdict stands by the gateway's record
 * alone; a report that differs from it is one more finding.
 */
final class SecondWitness {
  private SecondWitness() {}

  /**
   * @param run null where nothing of it was read
   */
  static Verdict heard(
      Verdict verdict,
      JobDefinition definition,
      Executed executed,
      List<ModelCall> calls,
      @Nullable RunView run) {
    ModelPin pin = definition.pin();
    if (pin == null || run == null) {
      return verdict;
    }
    List<ModelCall> ofAttempt =
        calls.stream().filter(call -> call.attempt() == executed.attempt()).toList();
    List<Finding> contradictions =
        run.events().stream()
            .filter(event -> event.event() == EventType.TESTIFIED)
            .filter(event -> event.attempt() == executed.attempt())
            .map(event -> Json.mapper().convertValue(event.detail(), Testimony.class))
            .flatMap(said -> Contradictions.in(said, pin, ModelTally.of(ofAttempt)).stream())
            .toList();
    return verdict.with(contradictions);
  }
}
