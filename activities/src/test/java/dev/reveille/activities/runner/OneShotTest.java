package dev.reveille.activities.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.activities.command.CommandPlan.Ready;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.Spawner;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.BootPolicy;
import dev.reveille.domain.job.ExecutePolicy;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Keep;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.job.Network;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.job.Permissions;
import dev.reveille.domain.job.RetryPolicy;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.SessionTarget;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.run.Testimony;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenClaw's way to speak, out of the mouth of a shell. */
final class OneShotTest {
  @TempDir Path folder;
  private Spawner spawner;
  private final Heard heard = new Heard();

  @BeforeEach
  void open() throws IOException {
    spawner = Spawner.open(folder.resolve("data"), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    spawner.close();
  }

  @Test
  void openclaw_is_given_its_prompt_on_standard_input_and_its_answer_is_taken_out()
      throws Exception {
    turn(
        """
        echo noise >&2
        printf '{"status":"ok","final":"you said: %s","payloads":[],"model":"pinned"}' "$(cat)"
        """);

    assertThat(heard.out).hasToString("you said: Tune it.");
    assertThat(heard.err).hasToString("noise\n");
    assertThat(heard.testimonies).extracting(Testimony::model).containsExactly("pinned");
  }

  @Test
  void what_is_no_envelope_is_told_as_it_came() throws Exception {
    turn("echo plain words");

    assertThat(heard.out).hasToString("plain words\n");
    assertThat(heard.testimonies).isEmpty();
  }

  @Test
  void a_failure_is_named_in_openclaws_words_and_not_in_those_of_its_log() {
    assertThatThrownBy(
            () ->
                turn(
                    """
                    echo 'log line after log line' >&2
                    echo '{"status":"error","payloads":[],"error":{"message":"no such model"}}'
                    exit 1
                    """))
        .isInstanceOf(TurnException.class)
        .hasMessage("the program ended with exit code 1: no such model");
  }

  private void turn(String script) throws TurnException {
    Launch launch =
        Launch.of("run", List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), folder);
    Place place = new Place(job(), launch, folder.toString(), folder, "pinned", null);
    new OneShot(spawner, place, new Ready.AtOnce()).turn(heard);
  }

  private static JobDefinition job() {
    RetryPolicy once = new RetryPolicy(1, Duration.ofSeconds(1), 1.0, Duration.ofSeconds(1));
    return new JobDefinition(
        JobDefinition.SNAPSHOT,
        "nightly",
        "nightly",
        null,
        "tests",
        "/srv/jobs",
        SessionTarget.ISOLATED,
        ScheduleRule.every(Duration.ofDays(1), null, Stagger.jitter(Duration.ZERO)),
        Payload.agentTurn("Tune it."),
        ModelPin.strict(ModelRef.parse("openai/pinned")),
        new AgentProfile(
            "openclaw", "openclaw", null, AgentProfile.Protocol.COMMAND, List.of(), Map.of(), null),
        null,
        new BootPolicy(Duration.ofSeconds(60), 0.7, Duration.ofMinutes(1), once),
        new ExecutePolicy(Duration.ofMinutes(1), once),
        null,
        Permissions.FAIL,
        Overlap.SKIP,
        Duration.ofMinutes(10),
        Isolation.AUTO,
        Network.GATEWAY,
        Map.of(),
        Keep.FAILED,
        AlertPolicy.USUAL,
        List.of(),
        null,
        Map.of());
  }

  private static final class Heard implements TurnWatcher {
    final StringBuffer out = new StringBuffer();
    final StringBuffer err = new StringBuffer();
    final List<Testimony> testimonies = new ArrayList<>();

    @Override
    public void effect(String what) {}

    @Override
    public void output(String stream, String text) {
      (stream.equals("out") ? out : err).append(text);
    }

    @Override
    public void tool(
        String id, @Nullable String name, String status, Instant from, @Nullable Instant to) {}

    @Override
    public void permission(String title, String answer) {}

    @Override
    public void testified(Testimony testimony) {
      testimonies.add(testimony);
    }
  }
}
