package dev.reveille.starter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Overlap;
import dev.reveille.starter.files.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobDraftsTest {
  private static final JobDraft NIGHTLY =
      JobDraft.named("Nightly plan")
          .cron("0 22 * * *", ZoneId.of("Europe/Berlin"))
          .agentTurn("codex", "openai/gpt-5.4-nano", "Tune tonight's plan.")
          .with("execute.timeout", Duration.ofMinutes(20))
          .with("expect.tools.atLeast", 1)
          .with("overlap", "bufferOne");

  @TempDir Path folder;

  @Test
  void a_zone_that_java_calls_by_an_offset_is_utc() {
    for (ZoneId zone : List.of(ZoneOffset.UTC, ZoneId.of("Etc/UTC"))) {
      FolderReading read = drafts().add(NIGHTLY.cron("0 22 * * *", zone)).read();

      assertThat(read.text()).as("%s", zone).isEmpty();
    }
  }

  @Test
  void a_job_in_code_is_the_same_definition_as_its_file() throws IOException {
    Files.createDirectory(folder.resolve("jobs"));
    Files.writeString(
        folder.resolve("reveille.yaml"),
        """
        owner: billing
        providers: {openai: {api: openai, baseUrl: "https://api.openai.com/v1", keyEnv: OPENAI_API_KEY}}
        """);
    Files.writeString(
        folder.resolve("jobs/nightly.yaml"),
        """
        name: Nightly plan
        sessionTarget: isolated
        schedule: {kind: cron, expr: "0 22 * * *", tz: Europe/Berlin}
        agent: codex
        payload: {kind: agentTurn, message: "Tune tonight's plan.", model: openai/gpt-5.4-nano}
        execute: {timeout: 20m}
        expect: {tools: {atLeast: 1}}
        overlap: bufferOne
        """);

    FolderReading written = drafts().add(NIGHTLY).read();

    assertThat(written.text()).isEmpty();
    assertThat(written.orThrow()).isEqualTo(JobFolder.read(folder).jobs());
    JobDefinition nightly = written.jobs().get(0).definition();
    assertThat(nightly.id()).isEqualTo("nightly-plan");
    assertThat(nightly.owner()).isEqualTo("billing");
    assertThat(nightly.overlap()).isEqualTo(Overlap.BUFFER_ONE);
  }

  @Test
  void all_problems_of_all_jobs_are_listed_at_once_under_the_jobs_name() {
    FolderReading read =
        drafts()
            .add(NIGHTLY.with("overlap", "skipp"))
            .add(JobDraft.named("Report").command(List.of("./report.sh")).with("wrokspace", "."))
            .add(
                JobDraft.named("Rogue")
                    .agentTurn("codex", "gpt-5.4-nano", "Go.")
                    .every(Duration.ZERO))
            .read();

    InvalidJobs invalid = catchThrowableOfType(InvalidJobs.class, read::orThrow);

    assertThat(invalid.problems()).extracting(Problem::file).contains("job Nightly plan");
    assertThat(invalid)
        .hasMessageContaining("job Nightly plan: overlap: 'skipp' (expected: ")
        .hasMessageContaining("job Report: ")
        .hasMessageContaining("did you mean 'workspace'?")
        .hasMessageContaining("did you mean 'openai/gpt-5.4-nano'?")
        .hasMessageContaining("job Rogue: schedule.every: ");
  }

  @Test
  void hostile_values_are_problems_too() {
    FolderReading read =
        drafts()
            .add(JobDraft.named("Ctrl").command(List.of("a\u0000b")).at(Instant.EPOCH))
            .add(JobDraft.named("").command(List.of()).at(Instant.EPOCH))
            .add(JobDraft.named("夜").command(List.of("true")).at(Instant.EPOCH))
            .add(JobDraft.named("Odd").with("", 1).with("a..b", Map.of("c", new Object())))
            .read();

    assertThat(read.hasErrors()).isTrue();
    assertThat(read.errors()).extracting(Problem::file).contains("job ", "job Odd");
  }

  private JobDrafts drafts() {
    return JobDrafts.of("billing", folder)
        .setting(
            "providers.openai",
            Map.of(
                "api", "openai",
                "baseUrl", "https://api.openai.com/v1",
                "keyEnv", "OPENAI_API_KEY"));
  }
}
