package dev.reveille.acceptance.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.drill.AnsweredModel;
import dev.reveille.drill.ProviderScript;
import java.nio.file.Files;
import java.util.Objects;

/**
 * {@code openclaw agent exec}. It takes ten seconds of two processors to begin, so two runs must
 * show all: one in each dialect, and the swapped one honest for its first call.
 */
final class OpenClawRuns {
  private static final String PINNED = "openclaw-pinned";
  private static final String SWAPPED = "openclaw-swapped";
  private static final String WORDS = "WORDS-OF-THE-ANSWER";
  private static final String FIELDS = "execute: {timeout: 4m}\n";

  private OpenClawRuns() {}

  static void add(Roster roster) throws Exception {
    ProviderScript script =
        ProviderScript.pleasant()
            .text(WORDS)
            .tokens(11, 7)
            .tool("echo tool-$((6*7)) | tee ran.txt");
    roster.add(PINNED, "openclaw", "openai", script, FIELDS);
    ProviderScript swapped = script.honestCalls(1).model(AnsweredModel.fixed("gpt-3.5-turbo"));
    roster.add(SWAPPED, "openclaw", "anthropic", swapped, FIELDS);
  }

  static void okWithTheEvidenceRight(Barracks barracks, Roster roster) throws Exception {
    RunView run = barracks.settled(PINNED);

    assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
    assertThat(Files.readString(roster.workspace(PINNED).resolve("ran.txt"))).contains("tool-42");
    assertThat(Objects.requireNonNull(run.output()).text()).isEqualTo(WORDS);
    RunView.Model model = Objects.requireNonNull(run.model());
    assertThat(model.calls()).isEqualTo(2).isEqualTo(roster.provider(PINNED).requests().size());
    assertThat(model.answered()).containsExactly("pinned-model");
    assertThat(model.verified()).isTrue();
    assertThat(model.inputTokens()).isEqualTo(22);
    assertThat(model.outputTokens()).isEqualTo(14);
    assertThat(run.tools()).isEqualTo(new RunView.Tools(1, 1, 0));
    assertThat(run.findings()).isEmpty();
    var said =
        run.events().stream()
            .filter(event -> event.event() == EventType.TESTIFIED)
            .findFirst()
            .orElseThrow()
            .detail();
    assertThat(said.get("model").asText()).isEqualTo("pinned-model");
    assertThat(said.get("turns").asInt()).isEqualTo(2);
  }

  static void redWhereAnotherModelAnswers(Barracks barracks, Roster roster) throws Exception {
    RunView run = barracks.settled(SWAPPED);

    assertThat(run.verdict()).as(run.message()).isEqualTo("MODEL_MISMATCH");
    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(barracks.transcript(run)).doesNotContain(WORDS);
    RunView.Model model = Objects.requireNonNull(run.model());
    assertThat(model.calls()).isEqualTo(2);
    assertThat(model.answered()).containsExactly("pinned-model", "gpt-3.5-turbo");
    assertThat(run.tools()).isEqualTo(new RunView.Tools(1, 1, 0));
    assertThat(roster.provider(SWAPPED).requests()).as("it is told not to try again").hasSize(2);
  }
}
