package dev.reveille.acceptance.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.RunView;
import dev.reveille.drill.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Agents run one time after another, and OpenClaw from npm: each run by itself, and proven; and in
 * shared sessions, where something is meant to be left.
 */
@Isolated("It runs many agents at once, which would slow any other class.")
class NothingIsLeftTest {
  @TempDir static Path folder;

  private static Roster roster;
  private static Barracks barracks;

  @BeforeAll
  static void start() throws Exception {
    roster = new Roster(folder);
    for (LeftBehind agent : LeftBehind.values()) {
      String fields = agent.fields() + "overlap: bufferOne\nexecute: {timeout: 3m}\n";
      roster.add(agent.job(), agent.word(), agent.dialect(), agent.script(), fields);
      Remembering.add(roster, agent);
    }
    OpenClawRuns.add(roster);
    InstalledAgents.all();
    barracks = new Barracks(roster);
  }

  @AfterAll
  static void stop() {
    barracks.close();
    roster.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_run_finds_nothing_of_what_the_one_before_it_left(LeftBehind agent) throws Exception {
    String job = agent.job();
    RunView first = barracks.settled(job);
    assertThat(first.verdict()).as(first.message()).isEqualTo("OK");
    List<RecordedRequest> before = roster.provider(job).requests();
    assertThat(lines(job, "found-1.txt")).isEmpty();
    assertThat(lines(job, "left-1.txt")).as("it did leave something").hasSize(agent.files());

    barracks.trigger(job);
    RunView second = barracks.settled(job, 2);

    assertThat(second.verdict()).as(second.message()).isEqualTo("OK");
    assertThat(lines(job, "found-2.txt")).isEmpty();
    assertThat(lines(job, "left-2.txt")).isEqualTo(lines(job, "left-1.txt"));
    List<RecordedRequest> all = roster.provider(job).requests();
    List<RecordedRequest> after = all.subList(before.size(), all.size());
    assertThat(after).extracting(RecordedRequest::model).containsOnly("pinned-model");
    assertThat(after.stream().filter(request -> !holds(request, "run 2")))
        .as("till its own command left the mark again")
        .isNotEmpty()
        .noneMatch(request -> holds(request, LeftBehind.MARK));
    assertThat(longest(after)).isEqualTo(longest(before));
    if (agent.heedsAtOnce()) {
      assertThat(before).as("a mark that it heeds").anyMatch(r -> holds(r, LeftBehind.MARK));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_shared_session_that_was_put_away_comes_back_with_what_was_said(LeftBehind agent)
      throws Exception {
    Remembering.bringsBackWhatWasSaid(barracks, roster, agent);
  }

  @Test
  void a_run_through_openclaw_is_ok_with_calls_tokens_and_tools_right_to_the_number()
      throws Exception {
    OpenClawRuns.okWithTheEvidenceRight(barracks, roster);
  }

  @Test
  void a_run_through_openclaw_whose_provider_answers_as_another_model_is_red() throws Exception {
    OpenClawRuns.redWhereAnotherModelAnswers(barracks, roster);
  }

  private static boolean holds(RecordedRequest request, String text) {
    return request.body().toString().contains(text);
  }

  /** How much of a conversation requests carry. */
  private static int longest(List<RecordedRequest> requests) {
    return requests.stream()
        .map(RecordedRequest::body)
        .mapToInt(body -> body.path("messages").size() + body.path("input").size())
        .max()
        .orElse(0);
  }

  private static List<String> lines(String job, String file) throws Exception {
    return Files.readAllLines(roster.workspace(job).resolve(file));
  }
}
