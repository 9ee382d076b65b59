package dev.reveille.activities.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.activities.record.CorpusTally.Judged;
import dev.reveille.domain.contract.ContractJudge;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.volume.GoodRun;
import dev.reveille.domain.volume.Occasion;
import dev.reveille.domain.volume.VolumeJudge;
import dev.reveille.domain.volume.VolumeRule;
import dev.reveille.domain.volume.Volumes;
import dev.reveille.workflows.ExecuteActivity.Executed;
import dev.reveille.workflows.RecordActivity.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the verdicts against runs that people labelled. {@code bench/verdicts/table} prints the
 * table, and what is wrong in the open half; what is wrong in the other half is only counted.
 */
class CorpusTest {
  private static final double ALLOWED = 0.02;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 19);

  private static CorpusTally tally = new CorpusTally(List.of());

  @BeforeAll
  static void judge() throws IOException {
    List<Judged> judged = new ArrayList<>();
    for (CorpusRun.Family family : CorpusRun.all()) {
      family.runs().forEach(run -> judged.add(judged(family.family(), run)));
    }
    tally = new CorpusTally(judged);
    Path target = Files.createDirectories(Path.of("target"));
    StringBuilder wrong = new StringBuilder();
    tally.wrong().forEach(each -> wrong.append(each).append('\n'));
    Files.writeString(target.resolve("verdicts.md"), tally.table());
    Files.writeString(target.resolve("verdicts-wrong.txt"), wrong);
  }

  @Test
  void the_corpus_is_large_and_half_of_it_is_held_out() {
    Set<String> ids = new HashSet<>();
    assertThat(tally.all()).hasSizeGreaterThanOrEqualTo(120);
    assertThat(tally.all()).allMatch(each -> ids.add(each.run().id()));
    assertThat(tally.of(CorpusRun.Part.HOLDOUT).all())
        .hasSizeBetween(tally.all().size() * 9 / 20, tally.all().size() * 11 / 20);
  }

  @Test
  void bad_runs_are_caught() {
    assertThat(tally.missed()).as("missed: %s", tally.wrong()).isLessThanOrEqualTo(ALLOWED);
  }

  @Test
  void good_runs_raise_no_alarm() {
    assertThat(tally.falseAlarms())
        .as("false alarms: %s", tally.wrong())
        .isLessThanOrEqualTo(ALLOWED);
  }

  @Test
  void a_bad_run_is_called_by_its_name() {
    assertThat(tally.misnamed()).as("misnamed: %s", tally.wrong()).isLessThanOrEqualTo(ALLOWED);
  }

  @Test
  void an_idle_run_is_told_from_one_that_worked() {
    assertThat(tally.idleWrong()).as("idle: %s", tally.wrong()).isLessThanOrEqualTo(ALLOWED);
  }

  private static Judged judged(String family, CorpusRun run) {
    CorpusEvidence evidence = new CorpusEvidence(run);
    boolean agentTurn = evidence.isAgentTurn();
    Executed executed =
        new Executed(
            1,
            42_000,
            agentTurn ? (run.stop() == null ? "end_turn" : run.stop()) : null,
            agentTurn ? null : 0,
            evidence.outputBytes());
    Verdict verdict =
        Verifying.judge(
            VerifyingTest.job(
                agentTurn ? evidence.pin() : null,
                run.expect() == null ? null : run.expect().toString()),
            executed,
            evidence.calls(),
            evidence.work(),
            volumes(run, evidence));
    boolean idle =
        verdict.findings().stream().anyMatch(finding -> finding.code().equals(ContractJudge.IDLE));
    return new Judged(family, run, verdict.type(), idle, verdict.message());
  }

  private static List<Finding> volumes(CorpusRun run, CorpusEvidence evidence) {
    Instant due = at(run.day() == null ? DAY : run.day());
    List<GoodRun> past = new ArrayList<>();
    CorpusRun.Past days = run.past();
    for (int i = 0; days != null && i < days.bytes().size(); i++) {
      Long bytes = days.bytes().get(i);
      if (bytes != null) {
        past.add(new GoodRun(at(days.from().plusDays(i)), volumes(bytes)));
      }
    }
    return VolumeJudge.judge(
        VolumeRule.of(run.expect()),
        volumes(evidence.outputBytes()),
        new Occasion(due, ZoneOffset.UTC, false),
        past);
  }

  private static Volumes volumes(@Nullable Long bytes) {
    return new Volumes(bytes, null, null, null, null);
  }

  private static Instant at(LocalDate day) {
    return day.atTime(6, 0).toInstant(ZoneOffset.UTC);
  }
}
