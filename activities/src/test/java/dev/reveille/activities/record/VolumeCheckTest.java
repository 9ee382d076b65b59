package dev.reveille.activities.record;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.contract.Work;
import dev.reveille.domain.contract.Work.FileSeen;
import dev.reveille.domain.contract.Work.ToolSeen;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.volume.GoodRun;
import dev.reveille.domain.volume.Lineage;
import dev.reveille.domain.volume.Volumes;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.workflows.RecordActivity.Verdict;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeCheckTest {
  private static final Instant MONDAY = Instant.parse("2026-10-05T22:00:00Z");

  @TempDir Path folder;

  private JdbcRunLog log;

  @BeforeEach
  void open_a_run_log() {
    log = RunLogs.open(RunLogSettings.sqlite(folder));
  }

  @AfterEach
  void close_it() {
    log.close();
  }

  @Test
  void a_job_without_a_volume_has_no_check() {
    assertThat(check(job("{\"tools\": {\"atLeast\": 1}}"), 0, 4_000)).isNull();
  }

  @Test
  void good_runs_teach_and_a_later_one_is_held_against_them() {
    JobDefinition job = job("{\"volume\": {\"of\": \"output\"}}");
    for (int day = 0; day < 8; day++) {
      VolumeCheck good = requireNonNull(check(job, day, 4_000 + day));
      assertThat(codes(job, good)).containsExactly("VOLUME_LEARNING");
      assertThat(good.teaches(verdict(null, "VOLUME_LEARNING"))).isTrue();
      good.keep(log, key(day));
      good.keep(log, key(day));
    }

    assertThat(requireNonNull(check(job, 8, 120)).findings(past(job)))
        .extracting(Finding::message)
        .containsExactly(
            "The volume is unlike the job's own past: output of 120 bytes; usual is 4.0 kB (8 good"
                + " runs).");
    JobDefinition tokens = job("{\"volume\": {\"of\": \"tokens\"}}");
    assertThat(past(tokens)).isEqualTo(past(job));
    assertThat(codes(tokens, requireNonNull(check(tokens, 8, 120))))
        .as("of the same lineage, though nobody counted")
        .containsExactly("VOLUME_NOT_COUNTED");
  }

  @Test
  void neither_red_nor_idle_runs_teach() {
    VolumeCheck check = requireNonNull(check(job("{\"volume\": {\"of\": \"output\"}}"), 0, 4_000));

    assertThat(check.teaches(verdict("VOLUME_ANOMALY", "VOLUME_ANOMALY"))).isFalse();
    assertThat(check.teaches(verdict(null, "IDLE"))).isFalse();
    assertThat(check.teaches(verdict(null, "VOLUME_ANOMALY"))).as("which only warned").isTrue();
  }

  @Test
  void every_measure_is_kept_whichever_the_job_asks_for() {
    JobDefinition job =
        job(
            """
            {"volume": {"of": "output"},
             "files": [{"glob": "a/*", "fresh": true, "minBytes": 10}, {"glob": "b/*"}]}""");
    Work work =
        new Work(
            true,
            "said",
            4_000,
            812,
            new Work.Tooling(
                true,
                List.of(new ToolSeen("shell", true, true), new ToolSeen("shell", false, false))),
            Map.of(
                "a/*",
                List.of(file(10, 1), file(9, 1), file(10, -1), file(99, 0)),
                "b/*",
                List.of(file(0, -9))),
            null,
            new Work.Spent(1_234L, BigDecimal.ZERO, List.of()),
            null,
            MONDAY);

    requireNonNull(VolumeCheck.of(job, log.find(opened(0), 0).orElse(null), work))
        .keep(log, key(0));

    assertThat(log.goodRuns("nightly", Lineage.of(job)))
        .containsExactly(new GoodRun(MONDAY, new Volumes(4_000L, 3L, 1L, 1_234L, 812L)));
  }

  private @Nullable VolumeCheck check(JobDefinition job, int day, long bytes) {
    return VolumeCheck.of(
        job,
        log.find(opened(day), 0).orElse(null),
        new Work(
            true,
            "said",
            bytes,
            812,
            Work.Tooling.NONE,
            Map.of(),
            null,
            Work.Spent.NOTHING,
            null,
            MONDAY));
  }

  private List<GoodRun> past(JobDefinition job) {
    return new WorkRead(log, Map.of()).past(job);
  }

  private List<String> codes(JobDefinition job, VolumeCheck check) {
    return check.findings(past(job)).stream().map(Finding::code).toList();
  }

  private static Verdict verdict(@Nullable String type, String code) {
    return new Verdict(
        type, "said", List.of(new Finding(code, Finding.Severity.INFO, "x")), List.of(), null);
  }

  private static FileSeen file(long bytes, long secondsAfterBoot) {
    return new FileSeen("x", bytes, MONDAY.plusSeconds(secondsAfterBoot));
  }

  private static RunKey key(int day) {
    return new RunKey("nightly-" + day, "run-" + day);
  }

  private RunKey opened(int day) {
    Instant due = MONDAY.plus(Duration.ofDays(day));
    log.open(
        new RunOpened(
            key(day),
            key(day).runId(),
            "default",
            "nightly",
            "tests",
            due,
            Trigger.SCHEDULE,
            "isolated",
            "codex",
            "sha256:0",
            "openai/gpt-5.4-nano",
            60_000,
            60_000,
            due));
    return key(day);
  }

  private static JobDefinition job(String expect) {
    return VerifyingTest.job(null, expect);
  }
}
