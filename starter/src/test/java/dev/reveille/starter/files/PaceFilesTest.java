package dev.reveille.starter.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.settings.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What folders say of overloaded providers. */
class PaceFilesTest {
  @TempDir Path dir;

  private FolderReading read(String defaults, String provider, String job) {
    return new TestFolder(dir)
        .with(
            "reveille.yaml",
            """
            providers:
              openai: {api: openai, baseUrl: "https://api.openai.com/v1", keyEnv: KEY%s}
            defaults: {agent: codex, model: openai/gpt-5.4-nano%s}
            """
                .formatted(provider, defaults))
        .with(
            "jobs/a.yaml",
            """
            name: a
            schedule: {kind: every, every: 5m}
            payload: {kind: agentTurn, message: hi}
            """
                + job)
        .read();
  }

  private Duration patience(FolderReading reading) {
    return requireNonNull(TestFolder.onlyJob(reading).pin()).patience();
  }

  @Test
  void a_job_s_patience_is_its_own_or_the_folder_s_or_half_an_hour() {
    assertThat(patience(read(", patience: 2h", "", "patience: 5m\n")))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(patience(read(", patience: 2h", "", ""))).isEqualTo(Duration.ofHours(2));
    assertThat(patience(read("", "", ""))).isEqualTo(ModelPin.PATIENCE);
    assertThat(patience(read("", "", "patience: 0s\n"))).isZero();
  }

  @Test
  void a_command_waits_for_no_provider() {
    FolderReading reading =
        new TestFolder(dir)
            .with("reveille.yaml", "owner: me\n")
            .with(
                "jobs/a.yaml",
                """
                name: a
                schedule: {kind: every, every: 5m}
                payload: {kind: command, argv: [date]}
                patience: 1h
                """)
            .read();

    assertThat(reading.text())
        .contains("jobs/a.yaml:4:1: patience: a command waits for no provider of models");
  }

  @Test
  void limits_and_rates_are_in_force() {
    FolderReading reading =
        read(
            "",
            ", maxConcurrent: 8, requestsPerMinute: 60, tokensPerMinute: 90000,"
                + " models: {gpt-5.4-nano: {requestsPerMinute: 10}}",
            "");

    assertThat(reading.text()).doesNotContain("not yet in force");
    Provider provider = requireNonNull(reading.settings().providers().get("openai"));
    assertThat(provider.maxConcurrent()).isEqualTo(8);
    assertThat(provider.rate()).isEqualTo(new Provider.Rate(60, 90_000));
    assertThat(provider.modelRates()).isEqualTo(Map.of("gpt-5.4-nano", new Provider.Rate(10, 0)));
  }

  @Test
  void a_rate_of_nothing_and_a_model_under_its_provider_s_name_are_told() {
    FolderReading reading =
        read("", ", requestsPerMinute: 0, models: {openai/m: {tokensPerMinute: 5}}", "");

    assertThat(reading.text())
        .contains("providers.openai.requestsPerMinute: 0 ", "write the bare model id")
        .contains("begins with the provider's own name");
  }
}
