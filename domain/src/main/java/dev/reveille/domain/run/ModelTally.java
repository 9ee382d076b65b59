package dev.reveille.domain.run;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a run come to, in numbers.
 *
 * @param calls those that went out to a provider and make a model work, each once however often it
 *     was sent
 * @param refused those that the gateway refused itself
 * @param answered every model that an answer named, each once, in the order of the calls
 * @param substitutes those of them that answered in place of the pinned one, as the job allows
 * @param inputTokens over all answers, of any model; null where no answer counts them
 * @param outputTokens the same of what was written
 */
public record ModelTally(
    int calls,
    int refused,
    List<String> answered,
    List<String> substitutes,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens) {
  public ModelTally {
    answered = List.copyOf(answered);
    substitutes = List.copyOf(substitutes);
  }

  /** Counts the calls of a run, given in order. */
  public static ModelTally of(List<ModelCall> calls) {
    List<ModelCall> work = calls.stream().filter(ModelTally::isWork).toList();
    return new ModelTally(
        (int) work.stream().filter(call -> call.sent() > 0).count(),
        (int) work.stream().filter(ModelCall::refused).count(),
        named(work),
        named(work.stream().filter(call -> call.judgement() == CallJudgement.SUBSTITUTED).toList()),
        sum(work.stream().map(call -> call.answer().inputTokens()).toList()),
        sum(work.stream().map(call -> call.answer().outputTokens()).toList()));
  }

  /** Whether a call asks a model to work; a list of models and a count of tokens do not. */
  static boolean isWork(ModelCall call) {
    return call.judgement() != CallJudgement.NO_WORK;
  }

  private static List<String> named(List<ModelCall> calls) {
    return calls.stream().map(ModelCall::answered).filter(Objects::nonNull).distinct().toList();
  }

  private static @Nullable Long sum(List<@Nullable Long> amounts) {
    return amounts.stream().filter(Objects::nonNull).reduce(Long::sum).orElse(null);
  }
}
