package dev.reveille.starter.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.AlertPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertFilesTest {
  private static final String JOB =
      """
      name: x
      schedule: {kind: every, every: 5m}
      payload: {kind: command, argv: [ls]}
      """;

  @TempDir Path dir;

  @Test
  void a_job_that_says_nothing_tells_every_channel() {
    assertThat(policy("", "")).isEqualTo(AlertPolicy.USUAL);
  }

  @Test
  void all_of_a_policy_can_be_said() {
    assertThat(
            policy(
                "",
                "alerts: {channels: [oncall], after: 3, cooldown: 2h, remind: [1h, 2d],"
                    + " recovery: false}"))
        .isEqualTo(
            new AlertPolicy(
                List.of("oncall"),
                3,
                Duration.ofHours(2),
                List.of(Duration.ofHours(1), Duration.ofDays(2)),
                false));
  }

  @Test
  void layers_add_channels_and_the_nearest_says_the_rest() {
    AlertPolicy policy =
        policy("alerts: {channels: [team], after: 2, remind: [1d]}", "alerts: [oncall]");
    assertThat(policy.channels()).containsExactly("team", "oncall");
    assertThat(policy.after()).isEqualTo(2);
    assertThat(policy.remind()).containsExactly(Duration.ofDays(1));

    assertThat(policy("alerts: {remind: [1d, 2d]}", "alerts: {remind: [3d]}").remind())
        .containsExactly(Duration.ofDays(3));
    assertThat(policy("alerts: [team]", "alerts: {remind: false}").remind()).isEmpty();
  }

  @Test
  void false_tells_nobody_until_a_nearer_layer_says_otherwise() {
    assertThat(policy("alerts: [team]", "alerts: false").tellsNobody()).isTrue();
    assertThat(policy("alerts: false", "").tellsNobody()).isTrue();
    assertThat(policy("alerts: false", "alerts: [oncall]").channels()).containsExactly("oncall");
  }

  @Test
  void the_failure_alert_of_openclaw_becomes_a_policy() {
    assertThat(
            policy(
                "alerts: [team]", "failureAlert: {after: 4, cooldownMs: 7200000, channel: oncall}"))
        .isEqualTo(
            new AlertPolicy(List.of("oncall"), 4, Duration.ofHours(2), AlertPolicy.REMIND, true));
    assertThat(policy("alerts: [team]", "failureAlert: {after: 4}").channels())
        .containsExactly("team");
    assertThat(policy("", "failureAlert: {channel: last, after: 4}").channels()).isNull();
  }

  @Test
  void a_folder_without_any_channel_is_warned_that_nobody_hears() {
    FolderReading reading =
        new TestFolder(dir).with("reveille.yaml", "owner: x\n").with("jobs/a.yaml", JOB).read();
    assertThat(reading.hasErrors()).isFalse();
    assertThat(reading.text())
        .contains(
            "reveille.yaml:1:1: warning: alerts: no channel is declared, so nobody hears of a job"
                + " that fails");
    assertThat(new TestFolder(dir).with("jobs/a.yaml", JOB + "alerts: false\n").read().text())
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alerts: true                     | 4:9  | alerts: true (expected: a list of channels, false, or a mapping
          alerts: oncall                   | 4:9  | alerts: 'oncall' (expected: a list of channels, false
          alerts: {chanels: [oncall]}      | 4:10 | alerts: unknown field 'chanels'; did you mean 'channels'?
          alerts: {channels: [oncal]}      | 4:20 | alerts: no alert channel is called 'oncal'; did you mean 'oncall'?
          alerts: {after: 0}               | 4:17 | alerts.after: 0 (expected: a whole number from 1 to 1000)
          alerts: {cooldown: 5}            | 4:20 | alerts.cooldown: 5 (expected: a duration
          alerts: {remind: []}             | 4:18 | alerts.remind: an empty list (expected: false, or up to 20 times
          alerts: {remind: [3d, 1d]}       | 4:23 | alerts.remind[1]: '1d' (expected: a time after the one before it
          alerts: {remind: [1m]}           | 4:19 | alerts.remind[0]: '1m' (expected: a duration from 10m to 365d)
          alerts: {off: true}              | 4:10 | alerts: unknown field 'off'
          failureAlert: {cooldownMs: -1}   | 4:28 | failureAlert.cooldownMs: -1 (expected: a whole number
          failureAlert: {after: 0}         | 4:23 | failureAlert.after: 0 (expected: a whole number from 1
          """)
  void a_wrong_policy_is_named_with_its_place(String line, String place, String message) {
    assertThat(TestFolder.in(dir).errorsOf(JOB + line + "\n"))
        .singleElement()
        .asString()
        .contains(place)
        .contains(message);
  }

  private AlertPolicy policy(String defaults, String job) {
    return TestFolder.onlyJob(
            new TestFolder(dir)
                .with(
                    "reveille.yaml",
                    "alerts: {oncall: {kind: command, command: [page]}, team: {kind: command,"
                        + " command: [mail]}}\n"
                        + (defaults.isEmpty() ? "" : "defaults: {" + defaults + "}\n"))
                .with("jobs/a.yaml", JOB + job + "\n")
                .read())
        .alerts();
  }
}
