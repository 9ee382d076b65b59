package dev.reveille.starter.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose settings stand for the jobs that share an agent and a target. */
class ProbePlanTest {
  private static final String JOB =
      """
      name: %s
      schedule: {kind: every, every: 5m}
      payload: {kind: agentTurn, message: Plan the day.}
      boot: {timeout: %s}
      """;

  @TempDir Path dir;

  @Test
  void the_tightest_of_those_that_start_it_as_most_do() throws IOException {
    assertThat(
            planned(
                JOB.formatted("morning", "30s"),
                JOB.formatted("evening", "20s"),
                JOB.formatted("odd", "2s") + "env: {DRILL_AGENT: --hang session}\n"))
        .singleElement()
        .satisfies(
            probe -> {
              assertThat(probe.job().id()).isEqualTo("evening");
              assertThat(probe.jobs()).containsExactly("evening", "morning", "odd");
            });
  }

  @Test
  void the_plainest_where_no_way_to_start_it_is_more_usual() throws IOException {
    assertThat(
            planned(
                JOB.formatted("plain", "30s"),
                JOB.formatted("odd", "2s") + "env: {DRILL_AGENT: --hang session}\n"))
        .extracting(probe -> probe.job().id())
        .containsExactly("plain");
  }

  @Test
  void each_target_by_itself() throws IOException {
    assertThat(
            planned(
                JOB.formatted("alone", "30s"),
                JOB.formatted("shared", "20s") + "sessionTarget: session:desk\n"))
        .extracting(probe -> probe.probed().id())
        .containsExactly("probe/drill/isolated", "probe/drill/session:desk");
  }

  private List<PlannedProbe> planned(String... jobs) throws IOException {
    Files.writeString(
        dir.resolve("reveille.yaml"),
        """
        owner: desk
        providers: {parade: {kind: drill}}
        defaults: {agent: drill, model: parade/parade-1}
        """);
    Files.createDirectories(dir.resolve("jobs"));
    for (int i = 0; i < jobs.length; i++) {
      Files.writeString(dir.resolve("jobs/" + i + ".yaml"), jobs[i]);
    }
    FolderReading reading = JobFolder.read(dir);
    assertThat(reading.hasErrors()).as(reading.text()).isFalse();
    return ProbePlan.of(reading.jobs());
  }
}
