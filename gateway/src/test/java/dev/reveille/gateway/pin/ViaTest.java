package dev.reveille.gateway.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.CallJudgement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ViaTest {
  @ParameterizedTest
  @CsvSource({
    // LiteLLM echoes the group that was asked, whoever answered: its headers tell.
    "litellm, gpt-5.4, , UNVERIFIED",
    "litellm, gpt-5.4, model-group=gpt-5.4 model-name=openai/gpt-5.4 attempted-fallbacks=0, PINNED",
    "litellm, gpt-5.4, model-group=gpt-5.4 model-name=openai/gpt-5.4-2026-03-05, PINNED",
    "litellm, gpt-5.4, model-group=gpt-5.4 model-name=azure/house-model, PINNED",
    "litellm, , model-group=gpt-5.4 model-name=openai/gpt-5.4, PINNED",
    "litellm, gpt-5.4, model-group=gpt-5.4, PINNED",
    "litellm, , model-group=gpt-5.4, UNVERIFIED",
    "litellm, gpt-5.4, model-group=gpt-5.4 model-name=openai/other, MISMATCH",
    "litellm, gpt-5.4, model-group=backup model-name=openai/gpt-5.4 attempted-fallbacks=1, MISMATCH",
    "litellm, gpt-5.4, model-group=gpt-5.4 model-name=openai/gpt-5.4 attempted-fallbacks=1, UNVERIFIED",
    "litellm, other, model-group=gpt-5.4 model-name=openai/gpt-5.4, MISMATCH",
    "portkey, gpt-5.4, , UNVERIFIED",
    "portkey, gpt-5.4, last-used-option-index=config, PINNED",
    "portkey, other, provider=openai, MISMATCH",
    "openrouter, gpt-5.4, , PINNED",
    "openrouter, , , UNVERIFIED",
    "openrouter, other, , MISMATCH"
  })
  void a_gateway_in_between_is_believed_where_it_tells_the_truth(
      String via, @Nullable String body, @Nullable String headers, CallJudgement expected)
      throws Exception {
    String prefix = via.equals("litellm") ? "x-litellm-" : "x-portkey-";
    Map<String, String> told = new HashMap<>();
    for (String header : headers == null ? new String[0] : headers.split(" ")) {
      told.put(prefix + header.split("=")[0], header.split("=")[1]);
    }
    AnswerRules rules =
        AnswerRules.of(
            ModelPin.strict(Pins.MODEL),
            Pins.MODEL,
            Pins.provider("openai", Map.of("gpt-5.4", List.of("house-model")), via),
            told::get);
    String answer = body == null ? "{}" : "{\"model\":\"" + body + "\"}";

    assertThat(judged(rules, answer)).isEqualTo(expected);
  }

  private static CallJudgement judged(AnswerRules rules, String answer) {
    Budget plenty =
        new Budget() {
          @Override
          public boolean take(int bytes) {
            return true;
          }

          @Override
          public void give(int bytes) {}
        };
    AnswerProof proof = new AnswerProof(rules, new AnswerParts(Dialect.CHAT), plenty, 1 << 20);
    NotProven shut =
        catchThrowableOfType(
            NotProven.class,
            () -> {
              proof.accept(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
              proof.end();
            });
    return shut == null ? proof.judgement() : shut.violation().judgement();
  }
}
