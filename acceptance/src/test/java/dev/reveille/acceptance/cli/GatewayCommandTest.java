package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.AnsweredModel;
import dev.reveille.drill.DrillCommand;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gateway -- COMMAND}: an agent of a person's own, held to a pin in a terminal or in CI. */
class GatewayCommandTest {
  private static final String KEY = "sk-the-real-key-0123456789";

  @TempDir Path root;

  private DrillProvider provider;
  private Product product;

  @BeforeEach
  void start() throws IOException {
    provider = DrillProvider.start(ProviderScript.pleasant().requireKey(KEY).tokens(40, 7));
    product =
        Product.in(root)
            .write(
                "reveille.yaml",
                "providers: {acme: {api: openai, baseUrl: '%s', keyEnv: OPENAI_API_KEY}}\n"
                    .formatted(provider.address()))
            .with("OPENAI_API_KEY", KEY);
  }

  @AfterEach
  void stop() throws IOException {
    product.close();
    provider.close();
  }

  @Test
  void an_agent_that_keeps_to_the_pin_is_proven_and_never_sees_the_key() throws Exception {
    Said said = gateway("sh", "-c", "env; exec \"$@\"", "sh", "oneshot", "Plan tonight.");

    JsonNode evidence = said.good().document();
    assertThat(evidence.path("verdict").asText()).isEqualTo("OK");
    assertThat(evidence.path("exitCode").asInt()).isZero();
    assertThat(evidence.path("model").path("verified").asBoolean()).isTrue();
    assertThat(evidence.path("model").path("inputTokens").asLong()).isEqualTo(40);
    assertThat(evidence.path("calls")).hasSize(1);
    assertThat(evidence.path("calls").get(0).path("judgement").asText()).isEqualTo("PINNED");
    assertThat(said.err())
        .as("what the agent printed")
        .contains("OPENAI_BASE_URL=http://127.0.0.1:")
        .contains("Good morning.")
        .doesNotContain(KEY);
    assertThat(provider.requests())
        .as("what the provider was shown")
        .allMatch(request -> ("Bearer " + KEY).equals(request.authorization()));
  }

  @Test
  void another_model_that_answers_is_kept_from_the_agent_and_fails_the_command() throws Exception {
    provider.script(ProviderScript.pleasant().model(AnsweredModel.fixed("acme-1-mini")));

    Said said = gateway("oneshot", "Plan tonight.");

    assertThat(said.code()).isEqualTo(1);
    JsonNode evidence = said.document();
    assertThat(evidence.path("verdict").asText()).isEqualTo("MODEL_MISMATCH");
    assertThat(evidence.path("message").asText()).contains("acme-1-mini");
    assertThat(said.err()).doesNotContain("Good morning.");
  }

  @Test
  void an_agent_that_asks_for_another_model_is_told_at_once() throws Exception {
    Said said = gateway("oneshot", "Plan tonight.", "--model", "acme-2");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.document().path("calls").get(0).path("judgement").asText())
        .isEqualTo("OTHER_MODEL");
    assertThat(provider.requests()).isEmpty();
  }

  @Test
  void the_commands_own_failure_is_shown_beside_the_evidence() throws Exception {
    Said said =
        product.call("gateway", "--pin", "acme/acme-1", "--", "sh", "-c", "echo its own; exit 7");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .contains("its own")
        .contains("the command failed, exit code 7")
        .contains("NO_EVIDENCE");
  }

  @Test
  void what_cannot_be_meant_starts_nothing() throws Exception {
    Said unknown = product.call("gateway", "--pin", "mistral/large", "--", "true");
    Said keyless = product.with("OPENAI_API_KEY", "").call("gateway", "--pin", "acme-1");
    Said missing = product.call("gateway", "--pin", "acme-1", "--", "./no-such-program");

    assertThat(List.of(unknown.code(), keyless.code(), missing.code())).containsOnly(2);
    assertThat(unknown.err()).contains("no provider 'mistral'").contains("acme");
    assertThat(keyless.err()).contains("OPENAI_API_KEY in the environment");
    assertThat(missing.err()).contains("'./no-such-program' cannot be started");
  }

  /** The drill's words stand for its command line. */
  private Said gateway(String... words) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of("gateway", "--pin", "acme-1", "--provider", "acme", "-o", "json", "--"));
    List<String> command = List.of(words);
    int drill = command.indexOf("oneshot");
    args.addAll(command.subList(0, drill));
    args.addAll(DrillCommand.of(command.subList(drill, command.size()).toArray(String[]::new)));
    return product.call(args.toArray(String[]::new));
  }
}
