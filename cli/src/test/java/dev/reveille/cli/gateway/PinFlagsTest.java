package dev.reveille.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.cli.session.Failure;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.settings.Provider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinFlagsTest {
  private static final Map<String, Provider> PROVIDERS =
      Map.of(
          "openai", provider("openai", Provider.Api.OPENAI),
          "openrouter", provider("openrouter", Provider.Api.OPENAI),
          "anthropic", provider("anthropic", Provider.Api.ANTHROPIC));

  @ParameterizedTest
  @CsvSource({
    "gpt-5.4-nano, openai, openai/gpt-5.4-nano",
    "openai/gpt-5.4-nano, , openai/gpt-5.4-nano",
    "openai/gpt-5.4-nano, openai, openai/gpt-5.4-nano",
    "anthropic/claude-sonnet-5, openrouter, openrouter/anthropic/claude-sonnet-5",
    "openrouter/anthropic/claude-sonnet-5, , openrouter/anthropic/claude-sonnet-5",
  })
  void the_provider_stands_in_the_pin_or_beside_it(
      String pin, @Nullable String provider, String expected) {
    assertThat(read(pin, provider).model()).isEqualTo(ModelRef.parse(expected));
  }

  @Test
  void a_single_provider_need_not_be_named() {
    ModelPin pin =
        PinFlags.read(
            call("gpt-5.4-nano", null, List.of(), List.of()),
            Map.of("openai", provider("openai", Provider.Api.OPENAI)));

    assertThat(pin.model()).isEqualTo(ModelRef.parse("openai/gpt-5.4-nano"));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.4-nano, , names no provider",
    "gpt-5.4-nano, opnai, no provider 'opnai'",
    "mistral/large, , no provider 'mistral'",
    "openai/, , names no model",
  })
  void a_pin_that_cannot_be_meant_is_refused_with_the_providers_there_are(
      String pin, @Nullable String provider, String words) {
    assertThatThrownBy(() -> read(pin, provider))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(2))
        .hasMessageContaining(words)
        .hasMessageContaining("expected: ");
  }

  @Test
  void locks_are_json_where_they_can_be_and_text_otherwise() {
    ModelPin pin =
        PinFlags.read(
            call(
                "gpt-5.4",
                "openai",
                List.of("reasoning_effort=low", "temperature=0", "store=false", "user=a=b c"),
                List.of()),
            PROVIDERS);

    assertThat(pin.lock())
        .containsOnly(
            Map.entry("reasoning_effort", TextNode.valueOf("low")),
            Map.entry("temperature", IntNode.valueOf(0)),
            Map.entry("store", BooleanNode.FALSE),
            Map.entry("user", TextNode.valueOf("a=b c")));
  }

  @Test
  void substitutes_make_the_policy_and_may_come_from_another_provider_of_the_same_dialect() {
    ModelPin pin =
        PinFlags.read(
            call("gpt-5.4", "openai", List.of(), List.of("gpt-5.4-mini", "openrouter/x/y")),
            PROVIDERS);

    assertThat(pin.policy()).isEqualTo(ModelPin.Policy.SUBSTITUTES);
    assertThat(pin.substitutes())
        .extracting(ModelRef::toString)
        .containsExactly("openai/gpt-5.4-mini", "openrouter/x/y");
    assertThat(read("gpt-5.4", "openai").policy()).isEqualTo(ModelPin.Policy.STRICT);
  }

  @Test
  void what_is_no_lock_and_no_substitute_is_named() {
    assertThatThrownBy(
            () -> PinFlags.read(call("m", "openai", List.of("low"), List.of()), PROVIDERS))
        .hasMessageContaining("--lock: 'low'");
    assertThatThrownBy(
            () ->
                PinFlags.read(
                    call("m", "openai", List.of(), List.of("anthropic/claude")), PROVIDERS))
        .hasMessageContaining("speaks the anthropic dialect");
    assertThatThrownBy(
            () ->
                PinFlags.read(
                    new GatewayCall("m", "openai", List.of(), List.of(), "maybe", 0, List.of()),
                    PROVIDERS))
        .hasMessageContaining("expected: fail or warn");
  }

  private static ModelPin read(String pin, @Nullable String provider) {
    return PinFlags.read(call(pin, provider, List.of(), List.of()), PROVIDERS);
  }

  private static GatewayCall call(
      String pin, @Nullable String provider, List<String> locks, List<String> substitutes) {
    return new GatewayCall(pin, provider, locks, substitutes, "fail", 0, List.of());
  }

  private static Provider provider(String name, Provider.Api api) {
    return new Provider(
        name,
        api,
        URI.create("http://127.0.0.1:1"),
        null,
        Provider.Auth.KEY,
        null,
        false,
        0,
        Map.of(),
        null,
        Provider.Rate.UNLIMITED,
        Map.of());
  }
}
