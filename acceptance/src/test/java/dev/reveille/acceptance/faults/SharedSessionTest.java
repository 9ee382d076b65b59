package dev.reveille.acceptance.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.BootStage;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turns that share a session, on one worker of few seats: the real server, the scripted agent. */
class SharedSessionTest {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final int SEATS = 3;
  private static final String LIMITED = "execute: {timeout: 30s}\n";
  private static final List<String> ENDS = List.of("cancel", "terminate");
  private static final String OFFER = "--load --model-options parade-1,parade-2";

  @TempDir static Path root;

  private static Rig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.in(root);
    rig.folder
        .session("first", "session:desk", "--load", "")
        .session("second", "session:desk", "--load", "")
        .session("silent", "session:quiet", "--swallow", "")
        .session("other-model", "session:models", OFFER, "")
        .pinnedTo("other-model", "parade-2")
        .session("usual-model", "session:models", OFFER, "")
        .agent("alone", "", "");
    for (String end : ENDS) {
      rig.folder
          .session("calm-" + end, "session:" + end, "--load", "")
          .session("restless-" + end, "session:" + end, "--load --hang prompt", LIMITED);
    }
    for (int n = 0; n < SEATS; n++) {
      rig.folder.session("sitting-" + n, "session:seat-" + n, "", "");
    }
    rig.apply();
    rig.work(SEATS);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void the_second_turn_finds_the_agent_of_the_first_and_what_was_said() {
    RunView first = turn("first");
    RunView second = turn("second");

    assertThat(first.verdict()).as(first.toString()).isEqualTo("OK");
    assertThat(second.verdict()).as(second.toString()).isEqualTo("OK");
    assertThat(stages(first)).contains("spawn", "initialize", "session");
    assertThat(stages(second)).doesNotContain("spawn", "initialize", "session").contains("model");
    assertThat(second.events())
        .extracting(RunView.Event::event)
        .contains(EventType.SESSION_GRANTED, EventType.BOOT_STARTED, EventType.BOOT_READY);
    assertThat(asked("second")).contains("Do the work of first.");
  }

  @Test
  void a_turn_that_was_never_processed_is_lost_and_not_good() {
    RunView silent = turn("silent");

    assertThat(silent.verdict()).as(silent.toString()).isEqualTo("SESSION_LOST");
  }

  @Test
  void the_model_that_one_job_chose_is_not_that_of_the_next_on_the_same_agent() {
    RunView other = turn("other-model");
    RunView usual = turn("usual-model");

    assertThat(other.verdict()).as(other.toString()).isEqualTo("OK");
    assertThat(usual.verdict()).as(usual.toString()).isEqualTo("OK");
    assertThat(model("other-model")).isEqualTo("parade-2");
    assertThat(model("usual-model")).isEqualTo("parade-1");
    assertThat(stages(usual)).as("on the agent of the other").doesNotContain("spawn");
  }

  @Test
  void a_turn_ended_from_outside_gives_the_session_to_the_next_whose_agent_remembers() {
    Map<String, RunKey> held = new TreeMap<>();
    for (String end : ENDS) {
      assertThat(turn("calm-" + end).verdict()).isEqualTo("OK");
      RunKey run = rig.start("restless-" + end);
      rig.awaitEvent(run, EventType.EXECUTE_STARTED);
      assertThat(reasons(rig.view(run), EventType.SESSION_RESTARTED))
          .containsExactly(
              "this job starts its agent otherwise than the last turn's did: another environment");
      held.put(end, run);
    }
    List<RunKey> next = held.keySet().stream().map(end -> rig.start("calm-" + end)).toList();
    rig.stub(requireNonNull(held.get("cancel"))).cancel("not today");
    rig.stub(requireNonNull(held.get("terminate"))).terminate("not today");

    for (RunKey run : next) {
      RunView after = rig.settled(run, SOON);
      assertThat(after.verdict()).as(after.toString()).isEqualTo("OK");
      assertThat(reasons(after, EventType.SESSION_RESTARTED)).hasSize(1);
      assertThat(reasons(after, EventType.SESSION_FORGOT)).isEmpty();
    }
    for (String end : ENDS) {
      assertThat(prompts("calm-" + end)).as("the first turn's words are in the next").isEqualTo(2);
    }
    assertThat(rig.settled(requireNonNull(held.get("cancel")), SOON).status())
        .isEqualTo(RunStatus.CANCELLED);
  }

  /** How often the job's work stands in the longest request of its session. */
  private static long prompts(String job) {
    return rig.provider.requests().stream()
        .map(request -> request.body().toString().split("Do the work of " + job, -1).length - 1L)
        .max(Long::compare)
        .orElse(0L);
  }

  @Test
  void idle_agents_give_their_seats_to_runs_that_need_them() {
    for (int n = 0; n < SEATS; n++) {
      assertThat(turn("sitting-" + n).verdict()).isEqualTo("OK");
    }

    RunView alone = turn("alone");

    assertThat(alone.verdict()).as(alone.toString()).isEqualTo("OK");
  }

  /** The model of the last request in which the provider was asked for the job's work. */
  private static String model(String job) {
    return rig.provider.requests().stream()
        .filter(request -> request.body().toString().contains("Do the work of " + job + "."))
        .findFirst()
        .orElseThrow()
        .model();
  }

  private static List<String> reasons(RunView run, EventType type) {
    return run.events().stream()
        .filter(event -> event.event() == type)
        .map(event -> event.detail().get("reason"))
        .filter(Objects::nonNull)
        .map(reason -> reason.asText())
        .toList();
  }

  private static RunView turn(String job) {
    RunKey run = rig.start(job);
    return rig.settled(run, SOON);
  }

  private static List<String> stages(RunView run) {
    return run.boot() == null
        ? List.of()
        : run.boot().stages().stream().map(BootStage::stage).toList();
  }

  /** The request in which the provider was asked for the job's work. */
  private static String asked(String job) {
    return rig.provider.requests().stream()
        .map(request -> request.body().toString())
        .filter(body -> body.contains("Do the work of " + job + "."))
        .findFirst()
        .orElseThrow();
  }
}
