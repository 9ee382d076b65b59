package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.BootStage;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turns that share a session, on one worker: the real server and the scripted agent. */
class SharedSessionTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path root;

  private static Rig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.in(root);
    rig.folder
        .session("first", "session:desk", "--load", "")
        .session("second", "session:desk", "--load", "")
        .session("silent", "session:quiet", "--swallow", "");
    rig.apply();
    rig.work();
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
