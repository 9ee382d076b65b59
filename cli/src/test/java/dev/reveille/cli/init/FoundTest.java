package dev.reveille.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FoundTest {
  @Test
  void with_java_and_a_key_alone_the_first_job_has_a_real_agent() {
    Found openAi = Found.in(Map.of("OPENAI_API_KEY", "k", "PATH", "/none"));
    Found anthropic = Found.in(Map.of("ANTHROPIC_API_KEY", "k"));

    assertThat(openAi.agent()).isEqualTo("builtin");
    assertThat(openAi.model()).isEqualTo("openai/gpt-5.4-nano");
    assertThat(anthropic.agent()).isEqualTo("builtin");
    assertThat(anthropic.model()).startsWith("anthropic/");
    assertThat(anthropic.reason()).contains("ANTHROPIC_API_KEY is set", "needs nothing else");
    assertThat(Texts.settings("me", anthropic))
        .contains("\n  anthropic: {", "\n  # openai: ", "\n  # drill: ")
        .contains("defaults: {agent: builtin, model: anthropic/");
  }

  @Test
  void without_a_key_the_scripted_agent_is_said_to_be_one() {
    Found nothing = Found.in(Map.of());

    assertThat(nothing.agent()).isEqualTo("drill");
    assertThat(nothing.reason()).contains("neither OPENAI_API_KEY nor ANTHROPIC_API_KEY");
    assertThat(Texts.settings("me", nothing)).contains("\n  drill: ");
  }
}
