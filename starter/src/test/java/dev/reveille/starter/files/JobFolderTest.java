package dev.reveille.starter.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Keep;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.job.Network;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.job.Permissions;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.SessionTarget;
import dev.reveille.domain.job.Stagger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobFolderTest {
  @TempDir Path dir;

  @Test
  void the_reference_examples_are_read_as_they_stand() {
    FolderReading reading =
        new TestFolder(dir)
            .with("reveille.yaml", TestFolder.resource("/reference/reveille.yaml"))
            .with("jobs/nightly.yaml", TestFolder.resource("/reference/job.yaml"))
            .read();

    JobDefinition job = TestFolder.onlyJob(reading);
    assertThat(job.id()).isEqualTo("nightly-optimizer");
    assertThat(job.owner()).isEqualTo("night-desk");
    assertThat(job.target()).isEqualTo(SessionTarget.ISOLATED);
    assertThat(job.schedule())
        .isEqualTo(
            ScheduleRule.cron(
                "0 22 * * *",
                ZoneId.of("America/Los_Angeles"),
                Stagger.jitter(Duration.ofSeconds(5)),
                ScheduleRule.Dst.ONCE));
    assertThat(job.payload().message()).startsWith("Tune tonight's plan");
    ModelPin pin = requireNonNull(job.pin());
    assertThat(pin.model()).hasToString("openai/gpt-5.4-nano");
    assertThat(pin.lock()).containsKey("reasoning_effort");
    assertThat(requireNonNull(job.agent()).version()).isEqualTo("2.6.0");
    assertThat(job.workspace()).isEqualTo(dir.toString());
    assertThat(job.boot().warnAt()).isEqualTo(0.7);
    assertThat(job.execute().timeout()).isEqualTo(Duration.ofMinutes(15));
    assertThat(requireNonNull(job.expect()).at("/files/0/fresh").asBoolean()).isTrue();
    assertThat(job.alerts()).isEqualTo(AlertPolicy.to(List.of("oncall")));
    assertThat(requireNonNull(reading.settings().agents().get("mine")).protocol())
        .isEqualTo(AgentProfile.Protocol.ACP);
    assertThat(requireNonNull(reading.settings().providers().get("openai")).maxConcurrent())
        .isEqualTo(8);
    assertThat(reading.text()).doesNotContain("warning: expect");
  }

  @ParameterizedTest
  @ValueSource(strings = {"isolated-zh", "isolated-en"})
  void the_isolated_seed_example_is_read_exactly_as_written(String seed) {
    JobDefinition job =
        TestFolder.onlyJob(
            TestFolder.in(dir)
                .with("jobs/seed.json", TestFolder.resource("/seeds/" + seed + ".json"))
                .read());

    assertThat(job.id()).isEqualTo("daily-content-task");
    assertThat(job.target()).isEqualTo(SessionTarget.ISOLATED);
    assertThat(job.payload().kind()).isEqualTo(Payload.Kind.AGENT_TURN);
    assertThat(job.pin()).isEqualTo(ModelPin.strict(ModelRef.parse("openai/gpt-5.4-nano")));
    assertThat(job.schedule().expr()).isEqualTo("0 13 * * *");
  }

  @ParameterizedTest
  @ValueSource(strings = {"main-zh", "main-en"})
  void the_main_seed_example_is_valid_and_its_turns_are_pinned_too(String seed) {
    FolderReading reading =
        TestFolder.in(dir)
            .with("jobs/seed.json", TestFolder.resource("/seeds/" + seed + ".json"))
            .read();

    JobDefinition job = TestFolder.onlyJob(reading);
    assertThat(job.target()).isEqualTo(SessionTarget.MAIN);
    assertThat(job.payload().kind()).isEqualTo(Payload.Kind.SYSTEM_EVENT);
    assertThat(job.pin()).isNotNull();
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void a_job_that_says_little_gets_the_documented_defaults() {
    JobDefinition job =
        TestFolder.onlyJob(
            TestFolder.in(dir)
                .with(
                    "jobs/a.yaml",
                    """
                    name: Little
                    schedule: {kind: every, every: 10m}
                    payload: {kind: agentTurn, message: hi}
                    """)
                .read());

    assertThat(job.boot().timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(job.boot().warnAt()).isEqualTo(0.7);
    assertThat(job.boot().maxQueue()).isEqualTo(Duration.ofMinutes(10));
    assertThat(job.boot().retry().maxAttempts()).isEqualTo(3);
    assertThat(job.boot().retry().initialInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(job.boot().retry().backoff()).isEqualTo(2.0);
    assertThat(job.boot().retry().maxInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(job.execute().timeout()).isEqualTo(Duration.ofMinutes(15));
    assertThat(job.execute().retry().maxAttempts()).isEqualTo(1);
    assertThat(job.overlap()).isEqualTo(Overlap.SKIP);
    assertThat(job.catchup()).isEqualTo(Duration.ofMinutes(10));
    assertThat(job.permissions()).isEqualTo(Permissions.FAIL);
    assertThat(job.keep()).isEqualTo(Keep.FAILED);
    assertThat(job.network()).isEqualTo(Network.GATEWAY);
    assertThat(job.schedule().stagger()).isEqualTo(Stagger.jitter(Duration.ofSeconds(5)));
    assertThat(job.workspace()).isNull();
  }

  @Test
  void a_command_has_the_hosts_network_and_neither_agent_nor_model() {
    JobDefinition job =
        TestFolder.onlyJob(
            TestFolder.in(dir)
                .with(
                    "jobs/a.json",
                    """
                    [{"id": "11111111-1111-4111-8111-111111111111", "name": "cmd-job",
                      "schedule": {"kind": "cron", "expr": "*/15 * * * *", "staggerMs": 0},
                      "sessionTarget": "isolated", "wakeMode": "now", "createdAtMs": 1795244888202,
                      "payload": {"kind": "command", "argv": ["sh", "-lc", "echo ${HOME}"],
                        "cwd": "/tmp", "env": {"A": "1"}, "timeoutSeconds": 30,
                        "noOutputTimeoutSeconds": 10, "outputMaxBytes": 4096},
                      "delivery": {"mode": "none", "channel": "last"}, "state": {"x": 1}}]
                    """)
                .read());

    assertThat(job.network()).isEqualTo(Network.HOST);
    assertThat(job.agent()).isNull();
    assertThat(job.pin()).isNull();
    assertThat(job.execute().timeout()).isEqualTo(Duration.ofSeconds(30));
    Payload.Command command = requireNonNull(job.payload().command());
    assertThat(command.noOutputTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(command.outputMaxBytes()).isEqualTo(4096);
    assertThat(job.schedule().stagger()).isEqualTo(Stagger.jitter(Duration.ZERO));
    assertThat(job.carried()).containsKeys("createdAtMs", "state", "wakeMode");
  }
}
