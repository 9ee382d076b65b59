package dev.reveille.activities.acp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Stages within the opening of a session that an agent tells of by itself, by notifications {@code
 * _reveille/boot_stage} with {@code stage}, {@code state} ({@code started} or {@code ended}) and
 * {@code note}. They are handed on by the thread that boots; a stage told of twice, or of another
 * name, is passed over.
 */
final class ToldStages implements AcpListener {
  static final String METHOD = "_reveille/boot_stage";

  private static final Set<String> NAMES = Set.of("context", "tools", "persona");
  private static final int NOTE_CHARS = 500;

  private final BlockingQueue<Optional<Told>> told = new LinkedBlockingQueue<>();
  private final Set<String> seen = new HashSet<>();

  private record Told(String stage, boolean ended, @Nullable String note) {}

  @Override
  public void onExtension(String method, JsonNode params) {
    String stage = params.path("stage").asText();
    String state = params.path("state").asText();
    boolean ended = state.equals("ended");
    boolean inOrder = ended ? seen.contains(stage + " started") : state.equals("started");
    if (!method.equals(METHOD)
        || !NAMES.contains(stage)
        || !inOrder
        || !seen.add(stage + " " + state)) {
      return;
    }
    String note = params.path("note").asText("");
    told.add(
        Optional.of(
            new Told(
                stage,
                ended,
                note.isEmpty() || !params.hasNonNull("note")
                    ? null
                    : note.substring(0, Math.min(NOTE_CHARS, note.length())))));
  }

  /**
   * Passes on what is told until the answer is there, which the caller then looks at.
   *
   * @param around the stage in which others are told of; it goes on when one of them ends
   */
  void follow(CompletableFuture<JsonNode> answer, String around, StageListener stages)
      throws InterruptedException {
    answer.whenComplete((result, failure) -> told.add(Optional.empty()));
    for (Optional<Told> next = told.take(); next.isPresent(); next = told.take()) {
      if (next.get().ended()) {
        stages.ended(next.get().stage(), next.get().note());
        stages.started(around);
      } else {
        stages.started(next.get().stage());
      }
    }
  }
}
