package dev.reveille.domain.run;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls written short: {@code PINNED MISMATCH/2 OTHER_MODEL+3} are three calls, the second of
 * attempt 2, the third offering three tools.
 */
final class SeenCalls {
  static final ModelRef PINNED = ModelRef.parse("openai/gpt-5.4-nano");
  static final ModelRef SUBSTITUTE = ModelRef.parse("openai/gpt-5.4-mini");

  private SeenCalls() {}

  static ModelPin strict(ModelPin.Unverified unverified) {
    return pin(ModelPin.Policy.STRICT, unverified);
  }

  static ModelPin pin(ModelPin.Policy policy, ModelPin.Unverified unverified) {
    return new ModelPin(
        PINNED,
        policy,
        policy == ModelPin.Policy.STRICT ? List.of() : List.of(SUBSTITUTE),
        Map.of(),
        unverified,
        Set.of(),
        ModelPin.PATIENCE);
  }

  static List<ModelCall> of(String shorthand) {
    List<ModelCall> calls = new ArrayList<>();
    for (String word : shorthand.isBlank() ? new String[0] : shorthand.strip().split("\\s+")) {
      int tools = word.contains("+") ? Integer.parseInt(word.replaceAll(".*\\+", "")) : 0;
      int attempt =
          word.contains("/") ? Integer.parseInt(word.replaceAll(".*/([0-9]+).*", "$1")) : 1;
      CallJudgement judgement = CallJudgement.valueOf(word.replaceAll("[+/].*", ""));
      calls.add(call(attempt, calls.size() + 1, judgement, tools));
    }
    return calls;
  }

  /** The same call, whose agent left while it waited. */
  static ModelCall left(ModelCall call, String error, Duration waited) {
    return new ModelCall(
        call.key(),
        call.attempt(),
        call.seq() + 1,
        call.provider(),
        call.path(),
        call.asked(),
        call.tools(),
        CallJudgement.OVERLOADED,
        499,
        call.sent(),
        call.answer(),
        call.startedAt(),
        call.startedAt().plus(waited),
        error);
  }

  static ModelCall call(int attempt, int seq, CallJudgement judgement, int tools) {
    String answered =
        switch (judgement) {
          case PINNED -> "gpt-5.4-nano-2026-03-05";
          case SUBSTITUTED, MISMATCH -> "gpt-5.4-mini";
          default -> null;
        };
    boolean counted = judgement.good() || judgement == CallJudgement.NO_WORK;
    boolean failed = judgement == CallJudgement.FAILED || judgement == CallJudgement.OVERLOADED;
    return new ModelCall(
        new RunKey("nightly-1", "run-1"),
        attempt,
        seq,
        "openai",
        "/v1/responses",
        judgement == CallJudgement.OTHER_MODEL ? "gpt-5.6-luna" : "gpt-5.4-nano",
        tools,
        judgement,
        failed ? 503 : judgement.refused() ? 400 : 200,
        judgement.refused() ? 0 : 1,
        ModelCall.Answer.of(answered, counted ? 10L : null, counted ? 3L : null),
        Instant.EPOCH.plusSeconds(seq),
        Instant.EPOCH.plusSeconds(seq + 1),
        failed ? "The provider openai is overloaded." : null);
  }
}
