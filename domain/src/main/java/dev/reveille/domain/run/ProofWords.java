package dev.reveille.domain.run;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what a proof found. Names of models come from agents and providers, so they are quoted, cut
 * and freed of control characters.
 */
final class ProofWords {
  private static final int NAME_CHARS = 120;
  private static final int ERROR_CHARS = 300;
  private static final int NAMED = 5;

  private final ModelPin pin;
  private final List<ModelCall> calls;

  ProofWords(ModelPin pin, List<ModelCall> calls) {
    this.pin = pin;
    this.calls = calls;
  }

  String green(List<ModelCall> working) {
    List<String> models =
        working.stream()
            .map(call -> call.answered() == null ? "an unnamed model" : quoted(call.answered()))
            .distinct()
            .limit(NAMED)
            .toList();
    return String.join(" and ", models)
        + " answered "
        + Spoken.count(working.size(), "call")
        + ", pinned to "
        + quoted(pin.model().model())
        + ".";
  }

  /** The most telling sentence, with the field of the job or provider that would change it. */
  String red(FailureType type, List<ModelCall> culprits) {
    if (culprits.isEmpty()) {
      return noEvidence();
    }
    return sentence(type, culprits.get(0)) + more(culprits.size()) + remedy(type, culprits.get(0));
  }

  /** Each distinct thing that makes the run red. */
  List<Finding> accusations(FailureType type, List<ModelCall> culprits) {
    if (culprits.isEmpty()) {
      return List.of(new Finding(type.name(), Severity.FAIL, noEvidence()));
    }
    return culprits.stream()
        .map(call -> sentence(type, call))
        .distinct()
        .limit(NAMED)
        .map(message -> new Finding(type.name(), Severity.FAIL, message))
        .toList();
  }

  private String sentence(FailureType type, ModelCall call) {
    return switch (type) {
      case MODEL_MISMATCH ->
          call.provider()
              + " answered as "
              + quoted(call.answered())
              + " where "
              + asked(call)
              + " was asked for.";
      case MODEL_UNVERIFIED ->
          call.provider()
              + " answered a call for "
              + asked(call)
              + " without saying which model it came from.";
      case PROVIDER_OVERLOAD -> overload(call);
      default -> violation(call);
    };
  }

  private String overload(ModelCall call) {
    String error = call.error();
    if (call.leftWaiting() && error != null) {
      return Spoken.sentence(Spoken.cut(plain(error), ERROR_CHARS));
    }
    return call.provider()
        + " stayed overloaded for longer than the job's patience of "
        + Spoken.duration(pin.patience())
        + (call.sent() == 0
            ? ", and the call was never let through"
            : "; the call was sent " + Spoken.count(call.sent(), "time"))
        + because(call);
  }

  private String violation(ModelCall call) {
    return switch (call.judgement()) {
      case OTHER_MODEL ->
          (call.asked() == null
                  ? "The agent asked " + call.provider() + " without naming a model"
                  : "The agent asked " + call.provider() + " for " + asked(call))
              + " instead of the pinned "
              + quoted(pin.model().model())
              + ", and was refused.";
      case LOCKED_PARAMETER ->
          "The agent asked with another value for a parameter that the job locks" + because(call);
      default ->
          "The agent asked in a way that lets the provider choose another model" + because(call);
    };
  }

  private String remedy(FailureType type, ModelCall call) {
    return switch (type) {
      case MODEL_MISMATCH ->
          " If that is the same model, declare it with providers."
              + call.provider()
              + ".aliases; if it may stand in, with pin.substitutes of the job.";
      case MODEL_UNVERIFIED ->
          " If "
              + call.provider()
              + " is a gateway, name its kind with providers."
              + call.provider()
              + ".via; pin.unverified: warn lets such answers pass.";
      default -> "";
    };
  }

  private String noEvidence() {
    if (calls.isEmpty()) {
      return "The agent asked no model: the gateway saw no call of it.";
    }
    ModelCall last = calls.get(calls.size() - 1);
    return "No model answered any of the agent's "
        + Spoken.count(calls.size(), "call")
        + "; the last one "
        + fate(last)
        + because(last);
  }

  private static String fate(ModelCall call) {
    return switch (call.judgement()) {
      case PENDING -> "has no recorded end";
      case REFUSED -> "was refused by the gateway";
      case CUT -> "was cut off";
      default -> "failed" + (call.status() == 0 ? "" : " with status " + call.status());
    };
  }

  Optional<Finding> substituted(List<ModelCall> found) {
    return remark(
        "SUBSTITUTED",
        Severity.WARN,
        found,
        () ->
            names(found.stream().map(call -> quoted(call.answered())).toList())
                + " answered "
                + ofAll(found)
                + " in place of the pinned "
                + pin.model()
                + "; the job allows "
                + pin.substitutes().stream()
                    .map(ModelRef::toString)
                    .collect(Collectors.joining(", "))
                + ".");
  }

  Optional<Finding> unverified(List<ModelCall> found) {
    return remark(
        FailureType.MODEL_UNVERIFIED.name(),
        Severity.WARN,
        found,
        () ->
            names(found.stream().map(ModelCall::provider).toList())
                + " answered "
                + ofAll(found)
                + " without saying which model it came from.");
  }

  Optional<Finding> excused(List<ModelCall> found) {
    return remark(
        "CALL_REFUSED",
        Severity.INFO,
        found,
        () ->
            Spoken.count(found.size(), "call")
                + " outside the pin (for "
                + names(found.stream().map(ProofWords::asked).toList())
                + (found.size() == 1 ? ") was" : ") were")
                + " refused; the work itself did not depend on it.");
  }

  Optional<Finding> lastCall(ModelCall last) {
    boolean lost =
        last.judgement() == CallJudgement.FAILED || last.judgement() == CallJudgement.OVERLOADED;
    return remark(
        "LAST_CALL_FAILED",
        Severity.WARN,
        lost ? List.of(last) : List.of(),
        () -> "The agent ended after a call that " + fate(last) + because(last));
  }

  Optional<Finding> unfinished(List<ModelCall> found) {
    return remark(
        "CALL_UNFINISHED",
        Severity.WARN,
        found,
        () -> "No end is recorded of " + ofAll(found) + ": the worker may have been lost.");
  }

  private static Optional<Finding> remark(
      String code, Severity severity, List<ModelCall> found, Supplier<String> words) {
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Finding(code, severity, words.get()));
  }

  private String ofAll(List<ModelCall> found) {
    return found.size() + " of " + Spoken.count(calls.size(), "call");
  }

  private static String more(int culprits) {
    return culprits == 1 ? "" : " This happened in " + culprits + " calls.";
  }

  private static String names(List<String> names) {
    List<String> distinct = names.stream().distinct().toList();
    return String.join(", ", distinct.subList(0, Math.min(NAMED, distinct.size())))
        + (distinct.size() > NAMED ? " and others" : "");
  }

  private static String asked(ModelCall call) {
    return call.asked() == null ? "no model" : quoted(call.asked());
  }

  private static String because(ModelCall call) {
    return call.error() == null || call.error().isBlank()
        ? "."
        : ": " + Spoken.sentence(Spoken.cut(plain(call.error()), ERROR_CHARS));
  }

  private static String quoted(@Nullable String name) {
    return "'" + Spoken.cut(plain(String.valueOf(name)), NAME_CHARS) + "'";
  }

  private static String plain(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
  }
}
