package dev.reveille.starter.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.EnvValue;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Network;
import dev.reveille.domain.job.Permissions;
import dev.reveille.starter.files.settings.FolderSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
  private static final String SETTINGS =
      """
      providers: {fake: {kind: drill}}
      alerts:
        oncall: {kind: command, command: [page]}
        team: {kind: command, command: [mail]}
      agents:
        mine:
          protocol: acp
          command: [node, agent.js]
          env: {A: profile, B: profile}
          boot: {timeout: 20s}
          isolation: {read: [/opt/b]}
          permissions: allow
      defaults:
        agent: mine
        model: fake/m
        env: {A: defaults, B: defaults, C: {fromEnv: GH_TOKEN}}
        boot: {timeout: 10s, warnAt: 50%, retry: {maxAttempts: 5}}
        isolation: {kind: none, read: [/opt/a]}
        network: host
        alerts: [oncall]
        stagger: auto
        overlap: bufferOne
      limits: {seats: 3, retention: 30d}
      """;

  @TempDir Path dir;

  @Test
  void the_nearest_layer_wins_and_lists_add() {
    JobDefinition job =
        TestFolder.onlyJob(
            folder(
                """
                name: x
                schedule: {kind: every, every: 5m}
                payload: {kind: agentTurn, message: hi}
                env: {A: job}
                boot: {retry: {initialInterval: 1s}}
                isolation: {read: [shared, /opt/a]}
                alerts: [team]
                """));

    assertThat(job.env())
        .isEqualTo(
            Map.of(
                "A", EnvValue.literal("job"),
                "B", EnvValue.literal("profile"),
                "C", EnvValue.ofVariable("GH_TOKEN")));
    assertThat(job.boot().timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(job.boot().warnAt()).isEqualTo(0.5);
    assertThat(job.boot().retry().maxAttempts()).isEqualTo(5);
    assertThat(job.boot().retry().initialInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(job.isolation().kind()).isEqualTo(Isolation.Kind.NONE);
    assertThat(job.isolation().read()).containsExactly("/opt/a", "/opt/b", dir + "/shared");
    assertThat(job.network()).isEqualTo(Network.HOST);
    assertThat(job.permissions()).isEqualTo(Permissions.ALLOW);
    assertThat(job.alerts().channels()).containsExactly("oncall", "team");
    assertThat(job.schedule().stagger().auto()).isTrue();
    assertThat(job.overlap()).hasToString("BUFFER_ONE");
  }

  @Test
  void a_command_takes_the_defaults_but_no_profile() {
    JobDefinition job =
        TestFolder.onlyJob(
            folder(
                """
                name: x
                schedule: {kind: every, every: 5m}
                payload: {kind: command, argv: [ls]}
                failureAlert: false
                """));

    assertThat(job.permissions()).isEqualTo(Permissions.FAIL);
    assertThat(job.env()).containsEntry("B", EnvValue.literal("defaults"));
    assertThat(job.alerts()).isEqualTo(AlertPolicy.NONE);
  }

  @Test
  void a_nearer_network_replaces_a_farther_one() {
    JobDefinition job =
        TestFolder.onlyJob(
            folder(
                """
                name: x
                schedule: {kind: every, every: 5m}
                payload: {kind: agentTurn, message: hi}
                network: {allow: ["a.example:443"]}
                """));

    assertThat(job.network().allow()).containsExactly("a.example:443");
  }

  @Test
  void the_settings_hold_what_the_worker_needs() {
    FolderSettings settings =
        new TestFolder(dir).with("reveille.yaml", SETTINGS).with("jobs/x.md", "").read().settings();

    assertThat(requireNonNull(settings.providers().get("fake")).drill()).isTrue();
    assertThat(settings.seats()).hasValue(3);
    assertThat(settings.retention()).hasValue(Duration.ofDays(30));
    assertThat(settings.owner()).isEqualTo(dir.getFileName().toString());
    assertThat(settings.defaultProfile()).hasValueSatisfying(p -> assertThat(p.known()).isNull());
    assertThat(settings.agents()).containsKeys("codex", "opencode", "mine");
    assertThat(requireNonNull(settings.channels().get("team")).command()).containsExactly("mail");
  }

  @Test
  void the_digest_changes_with_the_job_and_only_with_it() {
    String job =
        """
        name: x
        schedule: {kind: every, every: 5m}
        payload: {kind: agentTurn, message: hi}
        """;
    String first = TestFolder.onlyJob(folder(job)).digest();
    assertThat(TestFolder.onlyJob(folder("# a comment\n" + job)).digest()).isEqualTo(first);
    assertThat(TestFolder.onlyJob(folder(job + "keep: always\n")).digest()).isNotEqualTo(first);
  }

  @Test
  void a_workspace_that_holds_the_job_files_is_warned_of_when_nothing_protects_them() {
    FolderReading reading =
        folder(
            """
            name: x
            schedule: {kind: every, every: 5m}
            payload: {kind: agentTurn, message: hi}
            workspace: .
            """);

    assertThat(reading.text())
        .isEqualTo(
            "jobs/a.yaml:4:12: warning: workspace: it holds the job files, and with isolation none"
                + " a run can change them; use a workspace beside jobs/, or isolation: auto\n");
    assertThat(TestFolder.onlyJob(reading).workspace()).isEqualTo(dir.toString());
  }

  private FolderReading folder(String job) {
    return new TestFolder(dir).with("reveille.yaml", SETTINGS).with("jobs/a.yaml", job).read();
  }
}
