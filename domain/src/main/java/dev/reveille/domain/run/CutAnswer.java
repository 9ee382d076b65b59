package dev.reveille.domain.run;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the answer on which a turn ended was whole. Providers say why a model stopped writing,
 * and some agents end their turn well on an answer that its length limit cut in two.
 */
public final class CutAnswer {
  /** In the words of the three dialects. */
  private static final Set<String> CUT =
      Set.of(
          "length",
          "max_tokens",
          "max_output_tokens",
          "incomplete",
          "model_context_window_exceeded",
          "content_filter");

  private CutAnswer() {}

  /** The stop reason of the run's last answer where it says that more was to come, else null. */
  public static @Nullable String stopReason(List<ModelCall> calls) {
    List<ModelCall> answered =
        calls.stream()
            .filter(call -> call.judgement().good())
            .sorted(Comparator.comparingInt(ModelCall::attempt).thenComparing(ModelCall::seq))
            .toList();
    // A title that is made beside the work offers no tools.
    boolean offers = answered.stream().anyMatch(call -> call.tools() > 0);
    Optional<ModelCall> last =
        answered.stream().filter(call -> !offers || call.tools() > 0).reduce((one, two) -> two);
    return last.map(call -> call.answer().stopReason()).filter(CUT::contains).orElse(null);
  }
}
