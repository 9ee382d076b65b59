package dev.reveille.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutAnswerTest {
  @ParameterizedTest
  @ValueSource(strings = {"length", "max_tokens", "incomplete", "content_filter"})
  void a_last_answer_that_says_more_was_to_come_is_cut(String stop) {
    assertThat(CutAnswer.stopReason(List.of(call(1, 5, "tool_calls"), call(2, 5, stop))))
        .isEqualTo(stop);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "end_turn", "tool_use", "completed", "stop_sequence"})
  void any_other_end_is_an_end(String stop) {
    assertThat(CutAnswer.stopReason(List.of(call(1, 5, stop)))).isNull();
  }

  @Test
  void an_agent_that_went_on_after_a_cut_answer_may_have_mended_it() {
    assertThat(CutAnswer.stopReason(List.of(call(2, 5, "stop"), call(1, 5, "length")))).isNull();
  }

  @Test
  void a_title_beside_the_work_may_be_cut() {
    assertThat(CutAnswer.stopReason(List.of(call(1, 5, "stop"), call(2, 0, "length")))).isNull();
    assertThat(CutAnswer.stopReason(List.of(call(1, 0, "length")))).isEqualTo("length");
  }

  @Test
  void a_run_that_got_no_answer_has_none_to_be_cut() {
    assertThat(CutAnswer.stopReason(List.of())).isNull();
    assertThat(CutAnswer.stopReason(List.of(call(1, 5, null)))).isNull();
  }

  private static ModelCall call(int seq, int tools, @Nullable String stop) {
    return new ModelCall(
        new RunKey("w", "r"),
        1,
        seq,
        "openai",
        "/v1/responses",
        "gpt-5.4-nano",
        tools,
        CallJudgement.PINNED,
        200,
        1,
        new ModelCall.Answer("gpt-5.4-nano", null, null, stop, 10L, 3L, null),
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }
}
