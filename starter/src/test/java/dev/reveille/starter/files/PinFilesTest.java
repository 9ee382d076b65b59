package dev.reveille.starter.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelPin.Policy;
import dev.reveille.domain.job.ModelPin.Trouble;
import dev.reveille.domain.job.ModelPin.Unverified;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.settings.Provider;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinFilesTest {
  private static final String JOB =
      """
      name: x
      schedule: {kind: every, every: 5m}
      payload: {kind: agentTurn, message: hi}
      """;

  @TempDir Path dir;

  @Test
  void a_pin_says_what_may_answer_and_what_must_stay_as_it_is() {
    ModelPin pin =
        pin(
            """
            pin:
              policy: substitutes
              substitutes: [openai/gpt-5.4-mini, openai/gpt-5.4]
              on: [overload, notFound]
              lock: {reasoning_effort: low, reasoning.effort: low, temperature: 0, stop: [a, b]}
              unverified: warn
            """);

    assertThat(pin.model()).isEqualTo(ModelRef.parse("openai/gpt-5.4-nano"));
    assertThat(pin.policy()).isEqualTo(Policy.SUBSTITUTES);
    assertThat(pin.substitutes())
        .containsExactly(ModelRef.parse("openai/gpt-5.4-mini"), ModelRef.parse("openai/gpt-5.4"));
    assertThat(pin.on()).containsExactlyInAnyOrder(Trouble.OVERLOAD, Trouble.NOT_FOUND);
    assertThat(Json.write(pin.lock()))
        .isEqualTo(
            "{\"reasoning.effort\":\"low\",\"reasoning_effort\":\"low\","
                + "\"stop\":[\"a\",\"b\"],\"temperature\":0}");
    assertThat(pin.unverified()).isEqualTo(Unverified.WARN);
    assertThat(Json.read(Json.write(pin), ModelPin.class)).isEqualTo(pin);
  }

  @Test
  void without_a_word_only_the_pinned_model_may_answer_and_must_be_named() {
    ModelPin pin = pin("");

    assertThat(pin.policy()).isEqualTo(Policy.STRICT);
    assertThat(pin.substitutes()).isEmpty();
    assertThat(pin.lock()).isEmpty();
    assertThat(pin.unverified()).isEqualTo(Unverified.FAIL);
    assertThat(pin.on()).isEqualTo(EnumSet.allOf(Trouble.class));
  }

  @Test
  void the_fallbacks_of_openclaw_are_substitutes() {
    FolderReading reading =
        TestFolder.in(dir)
            .with(
                "jobs/a.yaml",
                JOB.replace("hi}", "hi, fallbacks: [openai/gpt-5.4-mini]}")
                    + "pin: {on: [unavailable]}\n")
            .read();

    ModelPin pin = requireNonNull(TestFolder.onlyJob(reading).pin());
    assertThat(pin.policy()).isEqualTo(Policy.SUBSTITUTES);
    assertThat(pin.substitutes()).containsExactly(ModelRef.parse("openai/gpt-5.4-mini"));
    assertThat(pin.on()).containsExactly(Trouble.UNAVAILABLE);
    assertThat(reading.text()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {unverified: maybe}                        | pin.unverified: 'maybe' (expected: fail or warn)
          {on: [overload]}                           | pin.on: says when substitutes are tried, yet none is named
          {substitutes: [openai/a], on: []}          | pin.on: an empty list (expected: a list with at least one entry)
          {substitutes: [openai/a], on: [overlod]}   | pin.on[0]: 'overlod' (expected: overload, unavailable or notFound); did you mean 'overload'?
          {substitutes: [opnai/a]}                   | pin.substitutes[0]: the provider 'opnai' is not declared; did you mean 'openai'?
          {substitutes: [anthropic/claude-x]}        | pin.substitutes[0]: anthropic speaks anthropic, and openai, the provider of the pinned model, openai; name a model of a provider with api: openai
          {substitutes: [openai/gpt-5.4-nano]}       | pin.substitutes[0]: 'openai/gpt-5.4-nano' is the pinned model itself; remove it
          {substitutes: [openai/a, openai/a]}        | pin.substitutes[1]: 'openai/a' is named twice; remove it
          {policy: substitutes}                      | pin.policy: substitutes, yet none is named
          {policy: strict, substitutes: [openai/a]}  | pin.policy: strict, yet substitutes are named
          {lock: low}                                | pin.lock: 'low' (expected: a mapping from request parameters to values); such as {reasoning_effort: low}
          {lock: {model: gpt-5}}                     | pin.lock: the pin locks the model itself
          {lock: {messages: []}}                     | pin.lock: 'messages' is what the agent says in each request, and cannot be locked
          {lock: {reasoning_effort: }}               | pin.lock.reasoning_effort: nothing (expected: the value that the parameter must have)
          {lock: {'a b': 1}}                         | pin.lock: 'a b' cannot be a request parameter
          {lock: {'reasoning..effort': 1}}           | pin.lock: 'reasoning..effort' cannot be a request parameter
          {fallbacks: [openai/a]}                    | pin: unknown field 'fallbacks'; write substitutes: [provider/model]
          """)
  void a_pin_that_cannot_be_kept_is_refused_with_the_remedy(String pin, String message) {
    assertThat(TestFolder.in(dir).errorsOf(JOB + "pin: " + pin + "\n"))
        .singleElement()
        .asString()
        .contains(": " + message);
  }

  @Test
  void a_provider_declares_what_answers_for_an_alias_and_the_gateway_it_is() {
    FolderReading reading =
        TestFolder.in(dir)
            .with(
                "reveille.yaml",
                """
                providers:
                  router: {api: openai, baseUrl: http://127.0.0.1:4000, via: litellm, aliases: {gpt-latest: [gpt-5.4]}}
                """)
            .read();

    Provider router = requireNonNull(reading.settings().providers().get("router"));
    assertThat(router.via()).isEqualTo("litellm");
    assertThat(router.aliases()).containsEntry("gpt-latest", List.of("gpt-5.4"));
    assertThat(reading.text()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          via: liteLLM                     | via: 'liteLLM' (expected: litellm, openrouter or portkey); did you mean 'litellm'?
          via: bifrost                     | via: 'bifrost' (expected: litellm, openrouter or portkey)
          aliases: {gpt-latest: gpt-5.4}   | aliases.gpt-latest: 'gpt-5.4' (expected: a list)
          aliases: {gpt-latest: []}        | aliases.gpt-latest: an empty list
          aliases: {openai/gpt: [gpt-5]}   | warning: providers.openai.aliases: 'openai/gpt' begins with the provider's own name; write the bare model id, as the agent asks for it: gpt
          """)
  void a_provider_that_is_misdescribed_is_told_so(String field, String message) {
    String text =
        TestFolder.in(dir)
            .with(
                "reveille.yaml",
                "providers:\n  openai: {api: openai, baseUrl: https://api.openai.com/v1, "
                    + field
                    + "}\n")
            .read()
            .text();

    assertThat(text).contains(message);
  }

  private ModelPin pin(String yaml) {
    FolderReading reading = TestFolder.in(dir).with("jobs/a.yaml", JOB + yaml).read();
    assertThat(reading.text()).isEmpty();
    JsonNode snapshot = Json.read(Json.write(TestFolder.onlyJob(reading)), JsonNode.class);
    return Json.mapper().convertValue(snapshot.path("pin"), ModelPin.class);
  }
}
