package dev.reveille.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelPin.Policy;
import dev.reveille.domain.job.ModelPin.Unverified;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelProofTest {
  private static final String COLUMNS = "calls of the run | verdict | findings";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      useHeadersInDisplayName = true,
      textBlock =
          COLUMNS
              + """

                PINNED                                | -                 | -
                PINNED+3 PINNED+3 PINNED              | -                 | -
                MISMATCH                              | MODEL_MISMATCH    | MODEL_MISMATCH
                PINNED PINNED MISMATCH                | MODEL_MISMATCH    | MODEL_MISMATCH
                MISMATCH PINNED PINNED                | MODEL_MISMATCH    | MODEL_MISMATCH
                MISMATCH/1 PINNED/2                   | MODEL_MISMATCH    | MODEL_MISMATCH
                MISMATCH OTHER_MODEL+3                | MODEL_MISMATCH    | MODEL_MISMATCH CALL_REFUSED
                SUBSTITUTED                           | MODEL_MISMATCH    | MODEL_MISMATCH
                OTHER_MODEL PINNED                    | -                 | CALL_REFUSED
                PINNED OTHER_MODEL                    | -                 | CALL_REFUSED
                PINNED OTHER_MODEL OTHER_MODEL        | -                 | CALL_REFUSED
                OTHER_MODEL+3 PINNED                  | -                 | CALL_REFUSED
                PINNED OTHER_MODEL+3                  | PIN_VIOLATION     | PIN_VIOLATION
                PINNED OTHER_MODEL+3 PINNED           | -                 | CALL_REFUSED
                PINNED/1 OTHER_MODEL/2+3              | PIN_VIOLATION     | PIN_VIOLATION
                OTHER_MODEL/1+3 PINNED/2              | -                 | CALL_REFUSED
                OTHER_MODEL                           | PIN_VIOLATION     | PIN_VIOLATION
                OTHER_MODEL FAILED                    | PIN_VIOLATION     | PIN_VIOLATION
                OTHER_MODEL OVERLOADED                | PROVIDER_OVERLOAD | PROVIDER_OVERLOAD CALL_REFUSED
                OTHER_MODEL+3 OVERLOADED              | PIN_VIOLATION     | PIN_VIOLATION
                OTHER_MODEL UNVERIFIED                | MODEL_UNVERIFIED  | MODEL_UNVERIFIED CALL_REFUSED
                UNVERIFIED OTHER_MODEL                | MODEL_UNVERIFIED  | MODEL_UNVERIFIED CALL_REFUSED
                OTHER_MODEL+3 UNVERIFIED              | PIN_VIOLATION     | PIN_VIOLATION MODEL_UNVERIFIED
                LOCKED_PARAMETER                      | PIN_VIOLATION     | PIN_VIOLATION
                PINNED LOCKED_PARAMETER               | -                 | CALL_REFUSED
                PINNED LOCKED_PARAMETER+1             | PIN_VIOLATION     | PIN_VIOLATION
                LOCKED_PARAMETER+1 PINNED             | -                 | CALL_REFUSED
                PINNED INVITES_SUBSTITUTE             | -                 | CALL_REFUSED
                PINNED INVITES_SUBSTITUTE+1           | PIN_VIOLATION     | PIN_VIOLATION
                INVITES_SUBSTITUTE+1 PINNED           | -                 | CALL_REFUSED
                INVITES_SUBSTITUTE+1 UNVERIFIED       | PIN_VIOLATION     | PIN_VIOLATION MODEL_UNVERIFIED
                OVERLOADED                            | PROVIDER_OVERLOAD | PROVIDER_OVERLOAD
                FAILED OVERLOADED CUT                 | PROVIDER_OVERLOAD | PROVIDER_OVERLOAD
                OVERLOADED UNVERIFIED                 | PROVIDER_OVERLOAD | PROVIDER_OVERLOAD MODEL_UNVERIFIED
                OVERLOADED PINNED                     | -                 | -
                PINNED OVERLOADED                     | -                 | LAST_CALL_FAILED
                FAILED PINNED                         | -                 | -
                PINNED FAILED                         | -                 | LAST_CALL_FAILED
                PINNED FAILED OTHER_MODEL             | -                 | CALL_REFUSED
                UNVERIFIED                            | MODEL_UNVERIFIED  | MODEL_UNVERIFIED
                PINNED UNVERIFIED PINNED              | MODEL_UNVERIFIED  | MODEL_UNVERIFIED
                UNVERIFIED FAILED                     | MODEL_UNVERIFIED  | MODEL_UNVERIFIED
                -                                     | NO_EVIDENCE       | NO_EVIDENCE
                NO_WORK NO_WORK                       | NO_EVIDENCE       | NO_EVIDENCE
                REFUSED                               | NO_EVIDENCE       | NO_EVIDENCE
                REFUSED+3 PINNED                      | -                 | -
                PINNED REFUSED+3                      | -                 | -
                FAILED                                | NO_EVIDENCE       | NO_EVIDENCE
                CUT                                   | NO_EVIDENCE       | NO_EVIDENCE
                PINNED CUT                            | -                 | -
                PENDING                               | NO_EVIDENCE       | NO_EVIDENCE CALL_UNFINISHED
                PINNED PENDING                        | -                 | CALL_UNFINISHED
              """)
  void under_a_strict_pin(String calls, String verdict, String findings) {
    check(SeenCalls.strict(Unverified.FAIL), calls, verdict, findings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      useHeadersInDisplayName = true,
      textBlock =
          COLUMNS
              + """

                UNVERIFIED                  | -                 | MODEL_UNVERIFIED
                PINNED UNVERIFIED           | -                 | MODEL_UNVERIFIED
                OTHER_MODEL UNVERIFIED      | -                 | MODEL_UNVERIFIED CALL_REFUSED
                OTHER_MODEL+3 UNVERIFIED    | -                 | MODEL_UNVERIFIED CALL_REFUSED
                UNVERIFIED OTHER_MODEL+3    | PIN_VIOLATION     | PIN_VIOLATION MODEL_UNVERIFIED
                OVERLOADED UNVERIFIED       | -                 | MODEL_UNVERIFIED
                UNVERIFIED MISMATCH         | MODEL_MISMATCH    | MODEL_MISMATCH MODEL_UNVERIFIED
                FAILED                      | NO_EVIDENCE       | NO_EVIDENCE
              """)
  void where_an_unnamed_model_only_warns(String calls, String verdict, String findings) {
    check(SeenCalls.strict(Unverified.WARN), calls, verdict, findings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      useHeadersInDisplayName = true,
      textBlock =
          COLUMNS
              + """

                PINNED                      | -                 | -
                SUBSTITUTED                 | -                 | SUBSTITUTED
                PINNED SUBSTITUTED          | -                 | SUBSTITUTED
                OTHER_MODEL+3 SUBSTITUTED   | -                 | SUBSTITUTED CALL_REFUSED
                SUBSTITUTED OTHER_MODEL+3   | PIN_VIOLATION     | PIN_VIOLATION SUBSTITUTED
                SUBSTITUTED MISMATCH        | MODEL_MISMATCH    | MODEL_MISMATCH SUBSTITUTED
              """)
  void under_declared_substitutes(String calls, String verdict, String findings) {
    check(SeenCalls.pin(Policy.SUBSTITUTES, Unverified.FAIL), calls, verdict, findings);
  }

  private static void check(ModelPin pin, String calls, String verdict, String findings) {
    ModelProof proof = ModelProof.of(pin, SeenCalls.of(calls == null ? "" : calls));

    assertThat(proof.type()).isEqualTo(verdict == null ? null : FailureType.valueOf(verdict));
    assertThat(proof.findings().stream().map(Finding::code).collect(Collectors.joining(" ")))
        .isEqualTo(findings == null ? "" : findings);
    assertThat(proof.findings().stream().anyMatch(f -> f.severity() == Finding.Severity.FAIL))
        .isEqualTo(verdict != null);
    assertThat(proof.message()).endsWith(".").doesNotContain("null");
    boolean named = calls == null || !calls.contains("UNVERIFIED");
    assertThat(proof.verified()).isEqualTo(verdict == null && named);
  }

  @ParameterizedTest
  @EnumSource(CallJudgement.class)
  void every_judgement_alone_has_a_verdict_in_words(CallJudgement judgement) {
    ModelProof proof =
        ModelProof.of(
            SeenCalls.strict(Unverified.FAIL), List.of(SeenCalls.call(1, 1, judgement, 1)));

    assertThat(proof.type() == null).isEqualTo(judgement == CallJudgement.PINNED);
    assertThat(proof.message()).hasSizeGreaterThan(20);
  }

  @Test
  void the_order_in_which_calls_are_given_does_not_matter() {
    List<ModelCall> calls = SeenCalls.of("PINNED OTHER_MODEL+3 FAILED PINNED/2 LOCKED_PARAMETER/2");
    List<ModelCall> turned = new java.util.ArrayList<>(calls);
    Collections.reverse(turned);

    assertThat(ModelProof.of(SeenCalls.strict(Unverified.FAIL), turned))
        .isEqualTo(ModelProof.of(SeenCalls.strict(Unverified.FAIL), calls));
  }

  @Test
  void a_mismatch_names_asked_answered_provider_and_both_remedies() {
    ModelProof proof =
        ModelProof.of(SeenCalls.strict(Unverified.FAIL), SeenCalls.of("PINNED MISMATCH MISMATCH"));

    assertThat(proof.message())
        .isEqualTo(
            "openai answered as 'gpt-5.4-mini' where 'gpt-5.4-nano' was asked for. This happened in"
                + " 2 calls. If that is the same model, declare it with providers.openai.aliases;"
                + " if it may stand in, with pin.substitutes of the job.");
    assertThat(proof.blame())
        .isEqualTo(
            new ModelProof.Blame(FailureType.MODEL_MISMATCH, proof.message(), Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                          | -
          FAILED                     | -
          PINNED FAILED              | -
          PINNED OVERLOADED          | PROVIDER_OVERLOAD
          PINNED OVERLOADED FAILED   | PROVIDER_OVERLOAD
          OVERLOADED PINNED FAILED   | -
          OVERLOADED                 | PROVIDER_OVERLOAD
          PINNED MISMATCH OVERLOADED | MODEL_MISMATCH
          PINNED OTHER_MODEL+3       | PIN_VIOLATION
          PINNED OTHER_MODEL         | -
          PINNED UNVERIFIED          | MODEL_UNVERIFIED
          REFUSED                    | -
          """)
  void a_turn_that_failed_is_explained_by_its_calls(String calls, String type) {
    ModelProof proof =
        ModelProof.of(SeenCalls.strict(Unverified.FAIL), SeenCalls.of(calls == null ? "" : calls));

    assertThat(Optional.ofNullable(proof.blame()).map(ModelProof.Blame::type))
        .isEqualTo(Optional.ofNullable(type).map(FailureType::valueOf));
  }

  @Test
  void a_call_that_was_left_waiting_names_the_provider_and_how_long_it_held_the_agent_up() {
    ModelCall refused = SeenCalls.call(1, 2, CallJudgement.OVERLOADED, 0);
    String words = "The provider openai took no request for 12 min: it answers 503.";
    List<ModelCall> calls =
        List.of(
            SeenCalls.call(1, 1, CallJudgement.PINNED, 0),
            refused,
            SeenCalls.left(refused, words, Duration.ofMinutes(12)));
    ModelProof.Blame blame = ModelProof.of(SeenCalls.strict(Unverified.FAIL), calls).blame();

    assertThat(blame)
        .satisfies(found -> assertThat(found.type()).isEqualTo(FailureType.PROVIDER_OVERLOAD))
        .satisfies(found -> assertThat(found.held()).isEqualTo(Duration.ofMinutes(12)));
    ModelProof alone = ModelProof.of(SeenCalls.strict(Unverified.FAIL), calls.subList(2, 3));
    assertThat(alone.type()).isEqualTo(FailureType.PROVIDER_OVERLOAD);
    assertThat(alone.message()).isEqualTo(words).doesNotContain("patience");
  }

  @Test
  void an_overload_says_how_long_it_lasted_and_what_was_tried() {
    ModelProof proof = ModelProof.of(SeenCalls.strict(Unverified.FAIL), SeenCalls.of("OVERLOADED"));

    assertThat(proof.message())
        .isEqualTo(
            "openai stayed overloaded for longer than the job's patience of 30 min; the call was"
                + " sent 1 time: The provider openai is overloaded.");
  }

  @Test
  void a_violation_names_the_model_asked_for_and_the_pin() {
    ModelProof proof =
        ModelProof.of(SeenCalls.strict(Unverified.FAIL), SeenCalls.of("OTHER_MODEL+3"));

    assertThat(proof.message())
        .isEqualTo(
            "The agent asked openai for 'gpt-5.6-luna' instead of the pinned 'gpt-5.4-nano', and"
                + " was refused.");
  }

  @Test
  void a_substitute_is_disclosed_with_both_models() {
    ModelProof proof =
        ModelProof.of(
            SeenCalls.pin(Policy.SUBSTITUTES, Unverified.FAIL), SeenCalls.of("PINNED SUBSTITUTED"));

    assertThat(proof.findings())
        .containsExactly(
            new Finding(
                "SUBSTITUTED",
                Finding.Severity.WARN,
                "'gpt-5.4-mini' answered 1 of 2 calls in place of the pinned openai/gpt-5.4-nano;"
                    + " the job allows openai/gpt-5.4-mini."));
    assertThat(proof.message())
        .isEqualTo(
            "'gpt-5.4-nano-2026-03-05' and 'gpt-5.4-mini' answered 2 calls, pinned to"
                + " 'gpt-5.4-nano'.");
  }

  @Test
  void a_hostile_name_stays_on_its_line_and_is_cut() {
    ModelCall honest = SeenCalls.call(1, 1, CallJudgement.MISMATCH, 0);
    String name = "x\u001b[2J\r\nOK\u202e" + "y".repeat(10_000);
    ModelCall call =
        new ModelCall(
            honest.key(),
            1,
            1,
            "openai",
            "/v1/responses",
            name,
            0,
            CallJudgement.MISMATCH,
            200,
            1,
            ModelCall.Answer.of(name, null, null),
            honest.startedAt(),
            honest.endedAt(),
            null);

    ModelProof proof = ModelProof.of(SeenCalls.strict(Unverified.FAIL), List.of(call));

    assertThat(proof.message()).hasSizeLessThan(600).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
  }

  @Test
  void many_different_models_make_few_findings() {
    ModelCall like = SeenCalls.call(1, 1, CallJudgement.OTHER_MODEL, 3);
    List<ModelCall> calls =
        java.util.stream.IntStream.range(1, 20_000)
            .mapToObj(
                seq ->
                    new ModelCall(
                        like.key(),
                        1,
                        seq,
                        "openai",
                        "/v1/responses",
                        "model-" + seq,
                        3,
                        CallJudgement.OTHER_MODEL,
                        400,
                        0,
                        ModelCall.Answer.NONE,
                        like.startedAt(),
                        like.endedAt(),
                        null))
            .toList();

    ModelProof proof = ModelProof.of(SeenCalls.strict(Unverified.FAIL), calls);

    assertThat(proof.findings()).hasSize(5);
    assertThat(proof.message()).contains("This happened in 19999 calls.");
    assertThat(proof.tally().refused()).isEqualTo(19_999);
  }

  @Test
  void calls_and_tokens_are_counted_to_the_number() {
    ModelTally tally =
        ModelTally.of(
            SeenCalls.of("PINNED NO_WORK OTHER_MODEL REFUSED SUBSTITUTED FAILED PINNED/2"));

    assertThat(tally)
        .isEqualTo(
            new ModelTally(
                4,
                2,
                Arrays.asList("gpt-5.4-nano-2026-03-05", "gpt-5.4-mini"),
                List.of("gpt-5.4-mini"),
                30L,
                9L));
  }
}
