package dev.reveille.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContradictionsTest {
  private static final ModelPin PIN = ModelPin.strict(ModelRef.parse("openai/pinned"));

  @Test
  void an_agent_that_reports_the_pinned_model_contradicts_nobody() {
    assertThat(in(said("pinned", null, null, 2), seen(2, "pinned"))).isEmpty();
    assertThat(in(said(null, null, null, null), seen(0))).isEmpty();
  }

  @Test
  void a_dated_name_that_the_gateway_read_too_is_no_contradiction() {
    assertThat(in(said("pinned", "pinned-2026-03-05", true, 1), seen(1, "pinned-2026-03-05")))
        .isEmpty();
  }

  @Test
  void a_model_that_the_gateway_never_saw_answer_is_a_finding_that_names_both() {
    List<Finding> findings = in(said("pinned", "sneaky-9", true, 1), seen(1, "pinned"));

    assertThat(findings).extracting(Finding::code).containsExactly("AGENT_DISAGREES");
    assertThat(findings.get(0).message()).contains("'sneaky-9'", "'pinned'");
    assertThat(findings.get(0).severity()).isEqualTo(Finding.Severity.WARN);
  }

  @Test
  void a_detour_without_a_name_is_a_finding_too() {
    assertThat(in(said(null, null, true, null), seen(0)).get(0).message())
        .startsWith(
            "The agent reports that another model answered; the gateway saw no model answer");
  }

  @Test
  void more_answers_than_calls_went_past_the_gateway() {
    assertThat(in(said("pinned", null, false, 3), seen(2, "pinned")))
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .startsWith("The agent reports 3 answers of a model, and 2 calls came through");
    assertThat(in(said("pinned", null, false, 1), seen(2, "pinned"))).isEmpty();
  }

  private static List<Finding> in(Testimony said, ModelTally seen) {
    return Contradictions.in(said, PIN, seen);
  }

  private static Testimony said(
      @Nullable String model,
      @Nullable String answered,
      @Nullable Boolean rerouted,
      @Nullable Integer turns) {
    return new Testimony("ok", "reveille", model, answered, rerouted, turns, null, null, null);
  }

  private static ModelTally seen(int calls, String... answered) {
    return new ModelTally(calls, 0, List.of(answered), List.of(), null, null);
  }
}
