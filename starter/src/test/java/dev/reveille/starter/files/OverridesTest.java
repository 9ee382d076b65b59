package dev.reveille.starter.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.JobDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverridesTest {
  @TempDir Path dir;

  @BeforeEach
  void folder() {
    TestFolder.in(dir)
        .with(
            "jobs/a.yaml",
            """
            name: Nightly
            schedule: {kind: every, every: 5m}
            payload: {kind: agentTurn, message: hi}
            """);
  }

  @Test
  void fields_of_one_job_are_set_for_one_run() {
    JobDefinition job =
        TestFolder.onlyJob(
            read(
                "payload.model=anthropic/claude-sonnet-4-6",
                "boot.timeout=5s",
                "boot.retry={maxAttempts: 1}"));

    assertThat(requireNonNull(job.pin()).model()).hasToString("anthropic/claude-sonnet-4-6");
    assertThat(job.boot().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(job.boot().retry().maxAttempts()).isEqualTo(1);
  }

  @Test
  void a_wrong_override_is_refused_like_a_wrong_file() {
    assertThat(read("boot.timeuot=5s", "keep=often", "nonsense", "name=other", "execute={").text())
        .contains("--set:1:1: boot: unknown field 'timeuot'; did you mean 'timeout'?")
        .contains("--set:2:6: keep: 'often' (expected: never, failed or always)")
        .contains("--set:3:1: 'nonsense' (expected: path=value")
        .contains("--set:4:1: name: cannot be set for one run")
        .contains("--set:5:9: not YAML");
  }

  @Test
  void an_unknown_job_is_named_with_the_nearest() {
    assertThat(JobFolder.read(dir, "nightli", new Overrides(List.of("keep=always"))).text())
        .isEqualTo("--set:1:1: no job has the id 'nightli'; did you mean 'nightly'?\n");
  }

  private FolderReading read(String... settings) {
    return JobFolder.read(dir, "nightly", new Overrides(List.of(settings)));
  }
}
