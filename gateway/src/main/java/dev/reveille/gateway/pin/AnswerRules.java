package dev.reveille.gateway.pin;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.settings.Provider;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which models may answer one request that was sent, and what the answer's headers say of it.
 *
 * @param sent the model that was asked for: the pin, or the substitute that is tried in its place
 * @param aliases names under which the provider answers for the one sent
 * @param substitutes models of the same provider that may answer instead
 * @param told what the headers of a gateway in between tell
 */
public record AnswerRules(
    ModelRef sent,
    ModelRef pinned,
    List<String> aliases,
    List<String> substitutes,
    boolean unverifiedPasses,
    Via.Told told) {
  /**
   * @param header the value of the answer's header of that lower-case name, or null
   */
  public static AnswerRules of(
      ModelPin pin, ModelRef sent, Provider provider, UnaryOperator<@Nullable String> header) {
    requireNonNull(pin, "pin is null");
    List<String> aliases = provider.aliases().getOrDefault(sent.model(), List.of());
    List<String> substitutes =
        pin.substitutes().stream()
            .filter(ref -> ref.provider().equals(provider.name()))
            .map(ModelRef::model)
            .toList();
    AnswerRules rules =
        new AnswerRules(
            sent,
            pin.model(),
            aliases,
            substitutes,
            pin.unverified() == ModelPin.Unverified.WARN,
            Via.Told.BY_BODY);
    Via via = Via.of(provider.via());
    Via.Told told =
        via == null
            ? Via.Told.UNKNOWN
            : via.read(sent.model(), name -> rules.judge(name) != CallJudgement.MISMATCH, header);
    return new AnswerRules(sent, pin.model(), aliases, substitutes, rules.unverifiedPasses, told);
  }

  /** {@code PINNED}, {@code SUBSTITUTED} or {@code MISMATCH}. */
  CallJudgement judge(String answered) {
    if (ModelNames.same(sent.model(), answered) || aliases.contains(answered)) {
      return sent.equals(pinned) ? CallJudgement.PINNED : CallJudgement.SUBSTITUTED;
    }
    boolean declared =
        substitutes.stream().anyMatch(substitute -> ModelNames.same(substitute, answered));
    return declared ? CallJudgement.SUBSTITUTED : CallJudgement.MISMATCH;
  }

  Violation mismatch(String answered) {
    String name = ModelNames.shown(answered);
    return new Violation(
        CallJudgement.MISMATCH,
        "model_mismatch",
        "The provider "
            + sent.provider()
            + " answered as "
            + name
            + " where "
            + sent.model()
            + " was asked; the gateway does not pass that on. If the two are one model, declare"
            + " providers."
            + sent.provider()
            + ".aliases: {"
            + sent.model()
            + ": ["
            + name
            + "]}.");
  }

  Violation unverified(String why) {
    return new Violation(
        CallJudgement.UNVERIFIED,
        "model_unverified",
        "The answer of the provider "
            + sent.provider()
            + " does not prove that it comes from "
            + sent.model()
            + ": "
            + why
            + ". With pin.unverified: warn such answers pass.");
  }
}
