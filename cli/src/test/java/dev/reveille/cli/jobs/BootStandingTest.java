package dev.reveille.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.boothealth.BootHealth;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.boothealth.BootSample.Ending;
import dev.reveille.domain.boothealth.BootSample.How;
import dev.reveille.domain.boothealth.HostFacts;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.starter.files.JobFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootStandingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @TempDir Path root;

  @Test
  void the_limit_of_a_job_that_is_gone_counts_no_more() throws Exception {
    JobDefinition job = job();
    try (JdbcRunLog log = RunLogs.open(RunLogSettings.sqlite(root.resolve("data")))) {
      for (int boot = 0; boot < 10; boot++) {
        Instant at = NOW.minusSeconds(600 - 60L * boot);
        log.boot(sample(job.id(), at, 60_000));
        log.boot(sample("gone", at.plusSeconds(1), 1_000));
      }

      assertThat(limit(job, log, Set.of(job.id()))).isEqualTo(60_000);
      assertThat(limit(job, log, Set.of(job.id(), "gone"))).isEqualTo(1_000);
    }
  }

  private static long limit(JobDefinition job, JdbcRunLog log, Set<String> jobs) {
    return new BootStanding(log.boots(), NOW, jobs)
        .of(job)
        .map(BootHealth::limitMillis)
        .orElseThrow();
  }

  private JobDefinition job() throws Exception {
    Path folder = Files.createDirectories(root.resolve("jobs"));
    Files.writeString(
        folder.resolve("reveille.yaml"), "owner: desk\nproviders: {parade: {kind: drill}}\n");
    Files.createDirectories(folder.resolve("jobs"));
    Files.writeString(
        folder.resolve("jobs/nightly.yaml"),
        """
        name: nightly
        schedule: {kind: every, every: 24h}
        payload: {kind: agentTurn, message: Plan the day., model: parade/parade-1}
        agent: codex
        """);
    return JobFolder.read(folder).orThrow().get(0).definition();
  }

  private static BootSample sample(String job, Instant at, long limitMillis) {
    return new BootSample(
        new RunKey(job + at, "1"),
        1,
        at,
        "desk",
        job,
        "codex",
        "isolated",
        "den",
        false,
        How.START,
        Ending.READY,
        812,
        limitMillis,
        0.7,
        null,
        List.of(),
        null,
        HostFacts.UNKNOWN);
  }
}
