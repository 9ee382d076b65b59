package dev.reveille.gateway.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.settings.Provider;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerProofTest {
  private static final String GOOD = "data: {\"model\":\"gpt-5.4\",\"x\":1}\n\n";
  private static final String BAD = "data: {\"model\":\"gpt-5.4-mini\",\"x\":1}\n\n";

  private final AtomicInteger taken = new AtomicInteger();
  private final StringBuilder passed = new StringBuilder();
  private ModelPin pin = ModelPin.strict(Pins.MODEL);
  private Provider provider = Pins.openai();
  private AnswerParts parts = new AnswerParts(Dialect.CHAT);
  private int budget = 64 << 20;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
  void a_stream_passes_as_it_is_however_it_is_cut(int size) throws Exception {
    String stream =
        ": a comment\r\n\r\nevent: x\ndata:{\"model\":\"gpt-5.4-2026-03-05\"}\r\r"
            + "data: {\"content\":\"\",\ndata: \"model\":\"gpt-5.4-2026-03-05\"}\n\n"
            + "id: 7\nretry: 1\n\ndata\n\ndata: [DONE]\r\n\r\n:rest";

    AnswerProof proof = pass(stream, size);

    assertThat(passed).hasToString(stream);
    assertThat(proof.judgement()).isEqualTo(CallJudgement.PINNED);
    assertThat(proof.model()).isEqualTo("gpt-5.4-2026-03-05");
    assertThat(taken).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 10_000})
  void no_byte_passes_before_the_model_is_named(int size) throws Exception {
    AnswerProof proof = proof();
    feed(proof, "event: message_start\ndata: {\"content\":\"words\"}\n\n: ping\n\n", size);
    assertThat(passed).isEmpty();

    feed(proof, GOOD, size);
    assertThat(passed.toString()).endsWith(GOOD).contains("words");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 10_000})
  void another_model_shuts_the_gate_before_its_event(int size) {
    NotProven shut =
        catchThrowableOfType(NotProven.class, () -> pass(GOOD + GOOD + BAD + GOOD, size));

    assertThat(shut.violation().judgement()).isEqualTo(CallJudgement.MISMATCH);
    assertThat(shut.model()).isEqualTo("gpt-5.4-mini");
    assertThat(shut.violation().message())
        .contains("aliases: {gpt-5.4: [gpt-5.4-mini]}", "provider openai");
    assertThat(passed.toString()).isEqualTo(size > 100 ? "" : GOOD + GOOD);
    assertThat(taken).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"other\"}",
        "{\"model\":\"gpt-5.4\",\"model\":\"other\"}",
        "{\"model\":\"gpt-5.4\",\"message\":{\"model\":\"other\"}}",
        "{\"response\":{\"model\":\"other\"},\"model\":\"gpt-5.4\"}",
        "data: {\"model\":\"other\"",
        "data: {\"model\":\"other\"}",
        "\ufeffdata: {\"model\":\"other\"}\n\n",
        "data: {\"model\":\ndata: \"other\"}\n\n",
        "data:{\"model\":\"gpt-5.4\"}\n\ndata:{\"response\":{\"model\":\"other\"}}\n\n"
      })
  void wherever_another_model_is_named_it_is_seen(String answer) {
    assertThatThrownBy(() -> pass(answer, 1000))
        .isInstanceOfSatisfying(
            NotProven.class,
            shut -> assertThat(shut.violation().judgement()).isEqualTo(CallJudgement.MISMATCH));
    assertThat(passed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   \n",
        "{}",
        "[]",
        "no json",
        "<html>",
        "{\"choices\":[{\"model\":\"gpt-5.4\"}]}",
        "{\"model\":7}",
        "{\"model\":\"gpt-5.4\"",
        "{\"model\":\"gpt-5.4\"}{}",
        "{\"model\":\"gpt-5.4\"}\n\ndata: {\"model\":\"other\"}\n\n",
        "data: {}\n\ndata: [DONE]\n\n",
        "data : {\"model\":\"gpt-5.4\"}\n\n",
        " data: {\"model\":\"gpt-5.4\"}\n\n",
        "data: {\"model\":\"gpt-5.4\",}\n\n",
        "data: {\"model\":\"gpt-5.4\"}\n\ndata: [1]\n\n",
        "event: {\"model\":\"gpt-5.4\"}\n\n",
        "data: {\"model\":\"gpt-5.4\"}\n\n{\"content\":\"words\"}\n",
        "data: {\"model\":\"gpt-5.4\"}\n\nDATA: {}\n\n"
      })
  void what_proves_nothing_is_unverified_and_passes_only_with_a_warning(String answer)
      throws Exception {
    assertThatThrownBy(() -> pass(answer, 1000))
        .isInstanceOfSatisfying(
            NotProven.class,
            shut -> assertThat(shut.violation().judgement()).isEqualTo(CallJudgement.UNVERIFIED));
    assertThat(passed).isEmpty();

    if (!answer.contains("other")) {
      pin = Pins.warning();
      AnswerProof proof = pass(answer, 1000);
      assertThat(passed).hasToString(answer);
      assertThat(proof.judgement()).isEqualTo(CallJudgement.UNVERIFIED);
    }
  }

  @Test
  void an_alias_and_a_substitute_of_the_provider_pass_and_are_told_apart() throws Exception {
    provider = Pins.provider("openai", Map.of("gpt-5.4", List.of("house-model")), null);
    assertThat(pass("{\"model\":\"house-model\"}", 9).judgement()).isEqualTo(CallJudgement.PINNED);
    assertThatThrownBy(() -> pass("{\"model\":\"house-model-2026-03-05\"}", 9))
        .isInstanceOf(NotProven.class);

    pin = Pins.substitutes("openai/spare", "other/far");
    assertThat(pass("{\"model\":\"spare-2026-03-05\"}", 9).judgement())
        .isEqualTo(CallJudgement.SUBSTITUTED);
    assertThatThrownBy(() -> pass("{\"model\":\"far\"}", 9)).isInstanceOf(NotProven.class);
  }

  @Test
  void an_error_in_the_place_of_an_answer_is_a_failure() {
    for (String answer :
        new String[] {
          "{\"error\":{\"message\":\"no credits\"}}",
          "data: {\"type\":\"ping\"}\n\nevent: error\ndata: {\"type\":\"error\",\"error\":{}}\n\n"
        }) {
      assertThatThrownBy(() -> pass(answer, 1000))
          .isInstanceOfSatisfying(
              NotProven.class,
              shut -> assertThat(shut.violation().judgement()).isEqualTo(CallJudgement.FAILED));
    }
  }

  @Test
  void a_large_event_passes_unread_within_a_proven_stream_only() throws Exception {
    String large = "data: {\"x\":\"" + "x".repeat(AnswerProof.LARGEST_EVENT + 20_000) + "\"}\n\n";

    AnswerProof proven = pass(GOOD + large + GOOD, 8192);
    assertThat(passed).hasToString(GOOD + large + GOOD);
    assertThat(proven.passedUnread()).isTrue();
    assertThat(proven.judgement()).isEqualTo(CallJudgement.PINNED);
    assertThatThrownBy(() -> pass(GOOD + large + BAD, 8192)).isInstanceOf(NotProven.class);

    AnswerProof later = pass(large + GOOD, 8192);
    assertThat(later.passedUnread()).isFalse();
    assertThat(later.judgement()).isEqualTo(CallJudgement.PINNED);
  }

  @Test
  void what_is_held_back_stays_within_the_budget() {
    budget = 100_000;
    assertThatThrownBy(() -> pass("{\"x\":\"" + "x".repeat(200_000), 8192))
        .isInstanceOfSatisfying(
            NotProven.class,
            shut -> assertThat(shut.violation().code()).isEqualTo("answer_too_large"));
    assertThat(taken).hasValue(0);
  }

  private AnswerProof pass(String answer, int size) throws NotProven {
    AnswerProof proof = proof();
    try {
      feed(proof, answer, size);
      passed.append(StandardCharsets.UTF_8.decode(proof.end()));
      return proof;
    } finally {
      proof.release();
    }
  }

  private AnswerProof proof() {
    parts = new AnswerParts(Dialect.CHAT);
    passed.setLength(0);
    Budget shared =
        new Budget() {
          @Override
          public boolean take(int bytes) {
            return taken.addAndGet(bytes) <= budget || taken.addAndGet(-bytes) < 0;
          }

          @Override
          public void give(int bytes) {
            taken.addAndGet(-bytes);
          }
        };
    AnswerRules rules = AnswerRules.of(pin, Pins.MODEL, provider, name -> null);
    return new AnswerProof(rules, parts, shared, 64 << 20);
  }

  private void feed(AnswerProof proof, String answer, int size) throws NotProven {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += size) {
      ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at));
      passed.append(StandardCharsets.UTF_8.decode(proof.accept(piece)));
    }
  }
}
