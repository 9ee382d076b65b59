package dev.reveille.acceptance.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Trigger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Agents from npm, in bubblewrap, on a schedule, each in its dialect, held to their pin. */
@Isolated("It runs many agents at once, which would slow any other class.")
class RealAgentsTest {
  @TempDir static Path folder;

  private static Roster roster;
  private static Barracks barracks;

  @BeforeAll
  static void start() throws Exception {
    roster = new Roster(folder);
    Map<String, String> logins = new HashMap<>();
    for (RealAgent agent : RealAgent.values()) {
      Path home = folder.resolve("login-" + agent.word());
      agent.logIn(home);
      logins.put(agent.loginVariable(), home.toString());
      for (Scenario scenario : Scenario.values()) {
        if (scenario.fits(agent)) {
          scenario.add(roster, agent);
        }
      }
    }
    InstalledAgents.all();
    barracks = new Barracks(roster, logins);
  }

  @AfterAll
  static void stop() {
    barracks.close();
    roster.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_pinned_run_is_ok_with_calls_tokens_and_tools_right_to_the_number(RealAgent agent)
      throws Exception {
    String job = agent.job(Scenario.PINNED);
    RunView run = barracks.settled(job);

    assertThat(run.status()).as(run.message()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.verdict()).isEqualTo("OK");
    assertThat(run.trigger()).isEqualTo(Trigger.SCHEDULE);
    assertThat(Files.readString(ran(job))).contains("tool-42");
    assertThat(barracks.transcript(run)).contains(Scenario.WORDS);
    assertThat(isolation(run)).containsExactly("bubblewrap");
    int answered = work(job);
    assertThat(answered).isGreaterThanOrEqualTo(2);
    RunView.Model model = Objects.requireNonNull(run.model());
    assertThat(model.calls()).isEqualTo(answered);
    assertThat(model.answered()).containsExactly("pinned-model");
    assertThat(model.verified()).isTrue();
    // Who leaves an answer before its end, as agents do as they go, never hears what it cost.
    long heard =
        barracks.calls(run).stream()
            .filter(call -> call.judgement().good() && call.error() == null)
            .count();
    assertThat(heard).isBetween(2L, (long) answered);
    assertThat(model.inputTokens()).isEqualTo(heard * Scenario.TOKENS_IN);
    assertThat(model.outputTokens()).isEqualTo(heard * Scenario.TOKENS_OUT);
    assertThat(run.tools()).isEqualTo(new RunView.Tools(1, 1, 0));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CODEX")
  void a_side_call_for_another_model_is_refused_and_recorded_and_fails_nothing(RealAgent agent)
      throws Exception {
    String job = agent.job(Scenario.SIDE_CALLS);
    RunView run = barracks.settled(job);

    List<ModelCall> refused =
        barracks.calls(run).stream()
            .filter(call -> call.judgement() == CallJudgement.OTHER_MODEL)
            .toList();
    assertThat(refused)
        .as("%s", barracks.calls(run))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.asked()).isEqualTo(RealAgent.SIDE_MODEL))
        .allSatisfy(call -> assertThat(call.status()).isBetween(400, 404));
    assertThat(Objects.requireNonNull(run.model()).refused()).isEqualTo(refused.size());
    assertThat(roster.provider(job).requests())
        .allSatisfy(request -> assertThat(request.model()).isEqualTo("pinned-model"));
    assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
  }

  @Test
  void the_title_that_codex_asks_for_after_its_turn_is_refused_and_fails_nothing()
      throws Exception {
    String job = RealAgent.CODEX.job(Scenario.TITLE);

    ModelCall title = barracks.ended(job, CallJudgement.OTHER_MODEL);
    Files.writeString(roster.workspace(job).resolve(Scenario.GO), "");
    RunView run = barracks.settled(job);

    assertThat(title.asked()).isNotEqualTo("pinned-model");
    assertThat(title.status()).isEqualTo(400);
    assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
    assertThat(Objects.requireNonNull(run.model()).refused()).isPositive();
    assertThat(roster.provider(job).requests())
        .allSatisfy(request -> assertThat(request.model()).isEqualTo("pinned-model"));
  }

  @ParameterizedTest
  @EnumSource
  void another_day_of_the_same_model_passes(RealAgent agent) throws Exception {
    RunView run = barracks.settled(agent.job(Scenario.DATED));

    assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
    assertThat(Objects.requireNonNull(run.model()).answered())
        .containsExactly("pinned-model-2026-03-05");
  }

  @ParameterizedTest
  @EnumSource
  void the_words_of_another_model_never_reach_the_agent(RealAgent agent) throws Exception {
    for (Scenario scenario :
        List.of(Scenario.SWAPPED, Scenario.SWAPPED_WHOLE, Scenario.MINI, Scenario.LATEST)) {
      failsWithoutAWord(agent, scenario, "MODEL_MISMATCH");
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_that_names_no_model_is_not_taken(RealAgent agent) throws Exception {
    failsWithoutAWord(agent, Scenario.ABSENT, "MODEL_UNVERIFIED");
  }

  @ParameterizedTest
  @EnumSource
  void another_effort_than_the_locked_one_is_refused(RealAgent agent) throws Exception {
    RunView run = failsWithoutAWord(agent, Scenario.LOCKED, "PIN_VIOLATION");

    assertThat(work(agent.job(Scenario.LOCKED))).isZero();
    assertThat(barracks.calls(run))
        .extracting(ModelCall::judgement)
        .contains(CallJudgement.LOCKED_PARAMETER);
  }

  @Test
  void codex_keeps_to_a_locked_effort_by_itself() throws Exception {
    String job = RealAgent.CODEX.job(Scenario.EFFORT);
    RunView run = barracks.settled(job);

    assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
    assertThat(roster.provider(job).requests())
        .allSatisfy(
            request ->
                assertThat(request.body().at("/reasoning/effort").asText()).isEqualTo("low"));
  }

  @ParameterizedTest
  @EnumSource
  void an_agents_own_login_is_passed_through_and_proven_all_the_same(RealAgent agent)
      throws Exception {
    String job = agent.job(Scenario.LOGIN);
    RunView run = barracks.settled(job);

    assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
    assertThat(Files.readString(ran(job))).contains("tool-42");
    assertThat(roster.provider(job).requests())
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.status()).isEqualTo(200));
  }

  @Test
  void turns_that_share_a_login_go_one_after_another() throws Exception {
    RunView one = barracks.settled(RealAgent.CODEX.job(Scenario.LOGIN));
    RunView other = barracks.settled(RealAgent.CODEX.job(Scenario.LOGIN_SHARED));

    assertThat(List.of(one, other)).extracting(RunView::verdict).containsOnly("OK");
    boolean oneFirst = at(one, EventType.BOOT_STARTED).isBefore(at(other, EventType.BOOT_STARTED));
    RunView first = oneFirst ? one : other;
    RunView second = oneFirst ? other : one;
    assertThat(at(second, EventType.BOOT_STARTED))
        .isAfterOrEqualTo(at(first, EventType.EXECUTE_FINISHED));
  }

  /** What the job's shell tool left behind, if it ran. */
  private static Path ran(String job) {
    return roster.workspace(job).resolve("ran.txt");
  }

  private static Instant at(RunView run, EventType type) {
    return run.events().stream()
        .filter(event -> event.event() == type)
        .findFirst()
        .orElseThrow()
        .at();
  }

  private static RunView failsWithoutAWord(RealAgent agent, Scenario scenario, String verdict)
      throws Exception {
    String job = agent.job(scenario);
    RunView run = barracks.settled(job);
    assertThat(run.verdict()).as(job + ": " + run.message()).isEqualTo(verdict);
    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(barracks.transcript(run)).as(job).doesNotContain(Scenario.WORDS);
    assertThat(ran(job)).doesNotExist();
    return run;
  }

  /** Requests that made the provider's model work. */
  private static int work(String job) {
    return (int)
        roster.provider(job).requests().stream()
            .filter(request -> !request.path().contains("count_tokens"))
            .count();
  }

  private static List<String> isolation(RunView run) {
    return run.events().stream()
        .filter(event -> event.event() == EventType.BOOT_STAGE)
        .map(event -> event.detail().get("kind"))
        .filter(Objects::nonNull)
        .map(kind -> kind.asText())
        .toList();
  }
}
