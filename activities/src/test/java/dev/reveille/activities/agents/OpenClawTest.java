package dev.reveille.activities.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.Spawner;
import dev.reveille.domain.Json;
import dev.reveille.domain.settings.Provider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an openclaw and a node that are scripts of the test's own. */
final class OpenClawTest {
  private static final String TELLS =
      """
      echo "argv: $*"
      echo "said: $(cat)"
      echo "path: ${PATH%%:*}"
      echo "config: $OPENCLAW_CONFIG_PATH $(stat -c %a "$OPENCLAW_CONFIG_PATH")"
      env | grep -c REVEILLE_OPENCLAW || true
      """;

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void install() throws Exception {
    home = Files.createDirectories(folder.resolve("home"));
    script("agents/openclaw/2026.9.6/node_modules/.bin/openclaw", "exit 7");
    script("agents/node/node_modules/node/bin/node", TELLS);
  }

  @Test
  void it_is_started_once_its_settings_lie_in_a_home_of_the_runs_own() throws Exception {
    String told = run(start(KnownAgent.OPENCLAW, Provider.Api.OPENAI), "the prompt");

    assertThat(told)
        .contains("node_modules/.bin/openclaw agent exec --json --message-file - --model")
        .contains("--model reveille/pinned --timeout 604800")
        .contains("said: the prompt")
        .contains("path: " + folder.resolve("agents/node/node_modules/node/bin"))
        .contains("config: " + home.resolve(".openclaw/openclaw.json") + " 600")
        .endsWith("\n0\n");
  }

  @Test
  void its_settings_know_the_gateway_the_token_and_the_pinned_model_alone() throws Exception {
    run(start(KnownAgent.OPENCLAW, Provider.Api.OPENAI), "");

    JsonNode config = Json.mapper().readTree(home.resolve(".openclaw/openclaw.json").toFile());
    assertThat(config.at("/models/mode").asText()).isEqualTo("replace");
    assertThat(config.at("/models/providers")).hasSize(1);
    JsonNode provider = config.at("/models/providers/reveille");
    assertThat(provider.path("baseUrl").asText()).isEqualTo("http://127.0.0.1:4177/run/t/p/v1");
    assertThat(provider.path("apiKey").asText()).isEqualTo("token-of-the-attempt");
    assertThat(provider.path("api").asText()).isEqualTo("openai-completions");
    assertThat(provider.path("models")).hasSize(1);
    assertThat(provider.at("/models/0/id").asText()).isEqualTo("pinned");
    assertThat(config.at("/agents/defaults/model/primary").asText()).isEqualTo("reveille/pinned");
    assertThat(config.at("/agents/defaults/model/fallbacks")).isEmpty();
  }

  @Test
  void an_anthropic_provider_is_spoken_to_in_its_own_dialect() throws Exception {
    run(start(KnownAgent.OPENCLAW, Provider.Api.ANTHROPIC), "");

    JsonNode config = Json.mapper().readTree(home.resolve(".openclaw/openclaw.json").toFile());
    JsonNode provider = config.at("/models/providers/reveille");
    assertThat(provider.path("api").asText()).isEqualTo("anthropic-messages");
    assertThat(provider.path("baseUrl").asText()).isEqualTo("http://127.0.0.1:4177/run/t/p");
  }

  @Test
  void no_token_shows_among_the_arguments() throws Exception {
    for (KnownAgent agent : new KnownAgent[] {KnownAgent.OPENCLAW, KnownAgent.OPENCLAW_ACP}) {
      assertThat(String.join(" ", start(agent, Provider.Api.OPENAI).argv()))
          .doesNotContain("token-of-the-attempt");
    }
  }

  @Test
  void both_ways_to_speak_to_it_share_one_installation() throws Exception {
    AgentStore.Start start = start(KnownAgent.OPENCLAW_ACP, Provider.Api.OPENAI);

    assertThat(start.read())
        .containsExactly(folder.resolve("agents/openclaw/2026.9.6").toRealPath());
    assertThat(KnownAgent.named("openclaw-acp")).contains(KnownAgent.OPENCLAW_ACP);
  }

  @Test
  void a_gateway_of_openclaws_that_dies_ends_the_boot_with_its_own_last_words() throws Exception {
    script(
        "agents/node/node_modules/node/bin/node",
        """
        if [ "$2" = gateway ]; then echo 'bad config: nonsense' >&2; exit 1; fi
        case "$2" in *createServer*) echo 4999; exit 0 ;; esac
        while kill -0 "$4" 2>/dev/null; do sleep 0.01; done
        exit 1
        """);

    AgentProcess ended = launch(start(KnownAgent.OPENCLAW_ACP, Provider.Api.OPENAI), "");

    var exit = ended.exit().get(10, TimeUnit.SECONDS);
    assertThat(exit.code()).isEqualTo(1);
    assertThat(exit.stderrTail())
        .contains("the gateway of OpenClaw ended before it was ready")
        .contains("bad config: nonsense");
  }

  @Test
  void a_version_that_is_not_there_is_asked_for_by_the_name_of_the_program() {
    assertThatThrownBy(
            () -> store().start(KnownAgent.OPENCLAW_ACP, "2026.9.1", pinned(Provider.Api.OPENAI)))
        .hasMessageContaining("installed: 2026.9.6")
        .hasMessageContaining("reveille agents install openclaw@2026.9.1");
  }

  private AgentStore.Start start(KnownAgent agent, Provider.Api api) throws Exception {
    return store().start(agent, null, pinned(api));
  }

  private AgentStore store() {
    return new AgentStore(folder.resolve("agents"), null);
  }

  private static KnownAgent.Pinned pinned(Provider.Api api) {
    return new KnownAgent.Pinned(
        "http://127.0.0.1:4177/run/t/p", "token-of-the-attempt", "pinned", api, false, null);
  }

  private String run(AgentStore.Start start, String said) throws Exception {
    AgentProcess process = launch(start, said);
    String told = new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.exit().get(10, TimeUnit.SECONDS).code()).isZero();
    return told;
  }

  private AgentProcess launch(AgentStore.Start start, String said) throws Exception {
    Map<String, String> environment = new HashMap<>(start.settings());
    environment.put("HOME", home.toString());
    environment.put("PATH", "/usr/bin:/bin");
    try (Spawner spawner = Spawner.open(folder.resolve("data"), Clock.systemUTC())) {
      AgentProcess process = spawner.start(Launch.of("run", start.argv(), environment, folder));
      process.stdin().write(said.getBytes(StandardCharsets.UTF_8));
      process.stdin().close();
      process.exit().get(10, TimeUnit.SECONDS);
      return process;
    }
  }

  private void script(String path, String text) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
