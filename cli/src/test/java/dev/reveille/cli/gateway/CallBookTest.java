package dev.reveille.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.ToolUse;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallBookTest {
  private static final RunKey RUN = new RunKey("gateway", "now");
  private static final Instant AT = Instant.parse("2026-11-21T22:00:00Z");

  private final CallBook book = new CallBook(3);

  @Test
  void a_call_that_ends_replaces_its_beginning() {
    book.call(call(1, CallJudgement.PENDING));
    book.call(call(1, CallJudgement.PINNED));

    assertThat(book.evidence().calls())
        .extracting(ModelCall::judgement)
        .containsExactly(CallJudgement.PINNED);
    assertThat(book.evidence().forgottenCalls()).isZero();
  }

  @Test
  void what_accuses_is_kept_and_the_oldest_good_calls_give_way() {
    book.call(call(1, CallJudgement.MISMATCH));
    IntStream.range(2, 10).forEach(seq -> book.call(call(seq, CallJudgement.PINNED)));

    assertThat(book.evidence().calls()).extracting(ModelCall::seq).containsExactly(1, 8, 9);
    assertThat(book.evidence().forgottenCalls()).isEqualTo(6);
  }

  @Test
  void where_no_call_is_good_the_oldest_gives_way() {
    IntStream.range(1, 6).forEach(seq -> book.call(call(seq, CallJudgement.OTHER_MODEL)));

    assertThat(book.evidence().calls()).extracting(ModelCall::seq).containsExactly(3, 4, 5);
  }

  @Test
  void a_tool_call_is_one_from_asked_to_returned() {
    book.tool(use("a", null));
    book.tool(use("a", AT));
    for (String id : new String[] {"b", "c", "d"}) {
      book.tool(use(id, null));
    }

    assertThat(book.evidence().tools()).extracting(ToolUse::id).containsExactly("b", "c", "d");
    assertThat(book.evidence().forgottenTools()).isEqualTo(1);
  }

  private static ModelCall call(int seq, CallJudgement judgement) {
    return new ModelCall(
        RUN,
        1,
        seq,
        "openai",
        "/v1/responses",
        "m",
        0,
        judgement,
        200,
        1,
        ModelCall.Answer.NONE,
        AT,
        AT,
        null);
  }

  private static ToolUse use(String id, @org.jspecify.annotations.Nullable Instant returned) {
    return new ToolUse(RUN, 1, id, "shell", 1, AT, returned, false);
  }
}
