package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.ModelPin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the calls that the gateway saw prove of a run's model. Every run with a pin is judged by it,
 * however its agent says it ended.
 *
 * @param type why the run is red; null when the pinned model, or one that the job allows in its
 *     place, did the work
 * @param message one or two sentences: who asked whom for what, who answered, and what to do
 * @param verified whether every answer that the agent was given is proven to come from a model that
 *     the job allows
 * @param blame what explains a turn that failed; null where the calls do not
 */
public record ModelProof(
    @Nullable FailureType type,
    String message,
    List<Finding> findings,
    ModelTally tally,
    boolean verified,
    @Nullable Blame blame) {
  public ModelProof {
    requireNonNull(message, "message is null");
    requireNonNull(tally, "tally is null");
    findings = List.copyOf(findings);
  }

  /**
   * Why a turn that failed had to fail: agents give up in many ways when a call of theirs is
   * refused or goes unanswered, and say little of it.
   *
   * @param held how long an overloaded provider held the agent up at the end; zero for other types
   */
  public record Blame(FailureType type, String message, Duration held) {}

  /** Judges the calls of all attempts of a run, in any order. */
  public static ModelProof of(ModelPin pin, List<ModelCall> calls) {
    return new Judging(
            pin,
            calls.stream()
                .filter(ModelTally::isWork)
                .sorted(Comparator.comparingInt(ModelCall::attempt).thenComparing(ModelCall::seq))
                .toList())
        .proof();
  }

  /** The calls of one run, sorted by what they show. */
  private static final class Judging {
    private final ModelPin pin;
    private final List<ModelCall> calls;
    private final List<ModelCall> working;
    private final List<ModelCall> violations;

    Judging(ModelPin pin, List<ModelCall> calls) {
      this.pin = pin;
      this.calls = calls;
      this.working = calls.stream().filter(this::worked).toList();
      this.violations = calls.stream().filter(call -> call.judgement().violatesPin()).toList();
    }

    ModelProof proof() {
      ProofWords words = new ProofWords(pin, calls);
      List<ModelCall> culprits = new ArrayList<>();
      FailureType type = type(culprits);
      List<Finding> findings = new ArrayList<>();
      if (type != null) {
        findings.addAll(words.accusations(type, culprits));
      }
      findings.addAll(remarks(words, type));
      boolean verified = type == null && all(CallJudgement.UNVERIFIED).isEmpty();
      String message = type == null ? words.green(working) : words.red(type, culprits);
      Blame blame = blame(words, type, message, culprits);
      return new ModelProof(type, message, findings, ModelTally.of(calls), verified, blame);
    }

    /** A want of evidence explains nothing: the turn may have failed before its first call. */
    private @Nullable Blame blame(
        ProofWords words, @Nullable FailureType type, String message, List<ModelCall> culprits) {
      if (type != null && type != FailureType.NO_EVIDENCE) {
        boolean overload = type == FailureType.PROVIDER_OVERLOAD;
        return new Blame(type, message, overload ? span(culprits) : Duration.ZERO);
      }
      List<ModelCall> overloaded =
          afterWork().stream()
              .filter(call -> call.judgement() == CallJudgement.OVERLOADED)
              .toList();
      return overloaded.isEmpty()
          ? null
          : new Blame(
              FailureType.PROVIDER_OVERLOAD,
              words.red(FailureType.PROVIDER_OVERLOAD, overloaded),
              span(overloaded));
    }

    /** From the beginning of the first call to the end of the last, an agent's own pauses in. */
    private static Duration span(List<ModelCall> calls) {
      Instant first = calls.get(0).startedAt();
      Instant last = first;
      for (ModelCall call : calls) {
        Instant ended = call.endedAt() == null ? call.startedAt() : call.endedAt();
        first = call.startedAt().isBefore(first) ? call.startedAt() : first;
        last = ended.isAfter(last) ? ended : last;
      }
      return Duration.between(first, last);
    }

    private @Nullable FailureType type(List<ModelCall> culprits) {
      if (found(culprits, calls.stream().filter(this::mismatched).toList())) {
        return FailureType.MODEL_MISMATCH;
      }
      if (found(culprits, unexcused())) {
        return FailureType.PIN_VIOLATION;
      }
      if (working.isEmpty() && found(culprits, all(CallJudgement.OVERLOADED))) {
        return FailureType.PROVIDER_OVERLOAD;
      }
      if (pin.unverified() == ModelPin.Unverified.FAIL
          && found(culprits, all(CallJudgement.UNVERIFIED))) {
        return FailureType.MODEL_UNVERIFIED;
      }
      if (!working.isEmpty()) {
        return null;
      }
      // Only now: a title that was refused beside the work is not what kept the work from being
      // done.
      return found(culprits, violations) ? FailureType.PIN_VIOLATION : FailureType.NO_EVIDENCE;
    }

    private static boolean found(List<ModelCall> culprits, List<ModelCall> found) {
      culprits.addAll(found);
      return !found.isEmpty();
    }

    /** What does not make the run red, and must be known all the same. */
    private List<Finding> remarks(ProofWords words, @Nullable FailureType type) {
      List<Finding> remarks = new ArrayList<>();
      if (pin.policy() == ModelPin.Policy.SUBSTITUTES) {
        words.substituted(all(CallJudgement.SUBSTITUTED)).ifPresent(remarks::add);
      }
      if (type != FailureType.MODEL_UNVERIFIED) {
        words.unverified(all(CallJudgement.UNVERIFIED)).ifPresent(remarks::add);
      }
      if (type != FailureType.PIN_VIOLATION) {
        words.excused(violations).ifPresent(remarks::add);
      }
      if (type == null) {
        words.lastCall(calls.get(calls.size() - 1)).ifPresent(remarks::add);
      }
      words.unfinished(all(CallJudgement.PENDING)).ifPresent(remarks::add);
      return remarks;
    }

    /** An unproven answer counts as work only where the job says that it may. */
    private boolean worked(ModelCall call) {
      return call.judgement().good()
          || (call.judgement() == CallJudgement.UNVERIFIED
              && pin.unverified() == ModelPin.Unverified.WARN);
    }

    /** A substitute that the job does not declare is another model. */
    private boolean mismatched(ModelCall call) {
      return call.judgement() == CallJudgement.MISMATCH
          || (call.judgement() == CallJudgement.SUBSTITUTED
              && pin.policy() == ModelPin.Policy.STRICT);
    }

    /**
     * The violations that count. A title or another side call offers no tools; any other refusal
     * did no harm if the agent mended its ways and did work later.
     */
    private List<ModelCall> unexcused() {
      return afterWork().stream()
          .filter(call -> call.judgement().violatesPin() && call.tools() > 0)
          .toList();
    }

    private List<ModelCall> afterWork() {
      return working.isEmpty()
          ? calls
          : calls.subList(calls.lastIndexOf(working.get(working.size() - 1)) + 1, calls.size());
    }

    private List<ModelCall> all(CallJudgement judgement) {
      return calls.stream().filter(call -> call.judgement() == judgement).toList();
    }
  }
}
