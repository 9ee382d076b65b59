package dev.reveille.gateway.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.CallJudgement;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PinRulesTest {
  private static final ModelPin STRICT = ModelPin.strict(Pins.MODEL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'model':'gpt-5.4'}",
        " {'x':[{'model':'other'}],'metadata':{'models':['a']},'model':'gpt\\u002d5.4'} ",
        "{'model':'gpt-5.4','models':[],'fallbacks':null,'route':null,'fallback_models':{}}",
        "{'model':'gpt-5.4','provider':{'order':['a'],'allow_fallbacks':false,'models':[]}}",
        "{'model':'gpt-5.4','provider':'x'}"
      })
  void a_request_for_the_pinned_model_passes(String body) throws Exception {
    assertThat(judged(STRICT, body, Dialect.CHAT)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'model':null}",
        "{'model':7}",
        "{'model':['gpt-5.4']}",
        "{'model':''}",
        "{'model':'gpt-5.4-mini'}",
        "{'model':'gpt-5.4-2026-03-05'}",
        "{'model':'GPT-5.4'}",
        "{'model':'openai/gpt-5.4'}",
        "{'Model':'gpt-5.4'}",
        "{'model':'gpt-5.4','model':'gpt-5.4'}",
        "{'model':'gpt-5.4','Model':'other'}",
        "{'MODEL':null,'model':'gpt-5.4'}",
        "{'model':'gpt-5.4','mod\\u0065l':'other'}"
      })
  void a_request_for_another_model_or_for_none_or_two_is_refused(String body) throws Exception {
    assertThat(judged(STRICT, body, Dialect.CHAT)).isEqualTo(CallJudgement.OTHER_MODEL);
  }

  @Test
  void the_pinned_model_of_another_provider_is_another_model() throws Exception {
    PinRules rules = new PinRules(STRICT);
    AskedRequest asked = read(rules, "{'model':'gpt-5.4'}", Dialect.CHAT);

    Violation violation =
        rules.check(asked, Pins.provider("other", Map.of(), null), Dialect.CHAT, true);

    assertThat(violation).isNotNull();
    assertThat(violation.judgement()).isEqualTo(CallJudgement.OTHER_MODEL);
    assertThat(violation.message()).contains("openai/gpt-5.4", "provider other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'models':['gpt-5.4']",
        "'Models':'x'",
        "'fallbacks':[{'model':'x'}]",
        "'fallback_models':{'a':1}",
        "'route':'fallback'",
        "'route':false",
        "'context_window_fallbacks':[1]",
        "'provider':{'allow_fallbacks':true}",
        "'provider':{'Allow_Fallbacks':'yes'}",
        "'provider':{'models':['x']}"
      })
  void a_field_that_invites_a_substitute_is_refused_and_named(String field) throws Exception {
    PinRules rules = new PinRules(STRICT);
    for (String body :
        new String[] {"{" + field + ",'model':'gpt-5.4'}", "{'model':'gpt-5.4'," + field + "}"}) {
      Violation violation =
          rules.check(read(rules, body, Dialect.CHAT), Pins.openai(), Dialect.CHAT, true);
      assertThat(violation).isNotNull();
      assertThat(violation.judgement()).isEqualTo(CallJudgement.INVITES_SUBSTITUTE);
      assertThat(violation.message()).contains(field.substring(1, 6));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'reasoning_effort':'low'} | CHAT      | 'reasoning_effort':'low'",
        "{'reasoning_effort':'low'} | RESPONSES | 'reasoning':{'summary':'auto','effort':'low'}",
        "{'reasoning.effort':'low'} | RESPONSES | 'reasoning':{'effort':'low'}",
        "{'temperature':1}          | CHAT      | 'temperature':1.0",
        "{'temperature':0.70}       | CHAT      | 'temperature':0.7",
        "{'thinking':{'type':'enabled','budget_tokens':9}} | MESSAGES |"
            + " 'thinking':{'budget_tokens':9,'type':'enabled'}",
        "{'seed':null}              | CHAT      | 'seed':null",
        "{'tools':[]}               | CHAT      | 'tools':[]"
      })
  void a_locked_parameter_with_its_value_passes(String lock, Dialect dialect, String field)
      throws Exception {
    String body = "{'model':'gpt-5.4'," + field + "}";
    assertThat(judged(Pins.locked(json(lock)), body, dialect)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'reasoning_effort':'low'} | CHAT      | 'reasoning_effort':'high'",
        "{'reasoning_effort':'low'} | CHAT      | 'reasoning_effort':null",
        "{'reasoning_effort':'low'} | CHAT      | 'reasoning_effort':['low']",
        "{'reasoning_effort':'low'} | CHAT      | 'x':1",
        "{'reasoning_effort':'low'} | CHAT      | 'Reasoning_Effort':'low'",
        "{'reasoning_effort':'low'} | CHAT      | 'reasoning_effort':'low','reasoning_effort':'low'",
        "{'reasoning_effort':'low'} | CHAT      | 'reasoning_effort':'low','Reasoning_Effort':'x'",
        "{'reasoning_effort':'low'} | RESPONSES | 'reasoning_effort':'low'",
        "{'reasoning_effort':'low'} | RESPONSES | 'reasoning':{'effort':'high'}",
        "{'reasoning_effort':'low'} | RESPONSES | 'reasoning':{'effort':'low'},'reasoning':{}",
        "{'temperature':1}          | CHAT      | 'temperature':'1'",
        "{'temperature':1}          | CHAT      | 'temperature':1e999999999",
        "{'stop':['a']}             | CHAT      | 'stop':['a','b']"
      })
  void a_locked_parameter_with_another_value_or_none_is_refused(
      String lock, Dialect dialect, String field) throws Exception {
    String body = "{'model':'gpt-5.4'," + field + "}";
    assertThat(judged(Pins.locked(json(lock)), body, dialect))
        .isEqualTo(CallJudgement.LOCKED_PARAMETER);
  }

  @Test
  void the_refusal_names_the_lock_and_no_long_value() throws Exception {
    PinRules rules = new PinRules(Pins.locked("{\"instructions\":\"be brief\"}"));
    String body = "{'model':'gpt-5.4','instructions':'" + "the secret prompt ".repeat(9) + "'}";

    Violation violation =
        rules.check(read(rules, body, Dialect.RESPONSES), Pins.openai(), Dialect.RESPONSES, true);

    assertThat(violation).isNotNull();
    assertThat(violation.message())
        .contains("locks instructions to be brief", "pin.lock")
        .doesNotContain("secret");
  }

  @Test
  void counting_tokens_need_not_carry_a_lock_but_must_not_break_it() throws Exception {
    PinRules rules = new PinRules(Pins.locked("{\"temperature\":0}"));
    AskedRequest without = read(rules, "{'model':'gpt-5.4'}", Dialect.MESSAGES);
    AskedRequest other = read(rules, "{'model':'gpt-5.4','temperature':1}", Dialect.MESSAGES);

    assertThat(rules.check(without, Pins.openai(), Dialect.MESSAGES, false)).isNull();
    assertThat(rules.check(other, Pins.openai(), Dialect.MESSAGES, false)).isNotNull();
  }

  @Test
  void tools_are_counted_and_their_results_found_in_each_dialect() throws Exception {
    PinRules rules = new PinRules(STRICT);
    AskedRequest chat =
        read(
            rules,
            "{'tools':[{'a':[1]},{}],'messages':[{'tool_call_id':'c1','content':'x','role':'tool'},"
                + "{'role':'user','tool_call_id':'no'},7]}",
            Dialect.CHAT);
    AskedRequest responses =
        read(
            rules,
            "{'input':[{'type':'function_call_output','call_id':'c2','id':'no','output':[{}]},"
                + "{'type':'custom_tool_call_output','call_id':'c3'},"
                + "{'type':'local_shell_call_output','id':'c4'},"
                + "{'type':'function_call','call_id':'no'}]}",
            Dialect.RESPONSES);
    AskedRequest messages =
        read(
            rules,
            "{'messages':[{'role':'user','content':[{'type':'text','text':'x'},"
                + "{'type':'tool_result','tool_use_id':'c5','is_error':true,'content':[{}]},"
                + "{'type':'tool_result','tool_use_id':'c6'}]},{'content':'x'}]}",
            Dialect.MESSAGES);

    assertThat(chat.tools()).isEqualTo(2);
    assertThat(chat.results()).containsExactly(new ToolResult("c1", false));
    assertThat(responses.results())
        .containsExactly(
            new ToolResult("c2", false), new ToolResult("c3", false), new ToolResult("c4", false));
    assertThat(messages.results())
        .containsExactly(new ToolResult("c5", true), new ToolResult("c6", false));
  }

  @Test
  void the_place_of_the_model_is_that_of_its_text() throws Exception {
    String body = "{\"x\":\"ü€\", \"model\" : \"gpt\\u002d5.4\" , \"y\":1}";

    AskedRequest.Place place = read(new PinRules(STRICT), body, Dialect.CHAT).modelAt();

    assertThat(place).isNotNull();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    assertThat(
            new String(bytes, place.start(), place.end() - place.start(), StandardCharsets.UTF_8))
        .isEqualTo("\"gpt\\u002d5.4\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "'model'",
        "{'model':'gpt-5.4'",
        "{'model':'gpt-5.4'}}",
        "{'model':'gpt-5.4'}{'model':'other'}",
        "{'model':'gpt-5.4',}",
        "{'model':'gpt-5.4'} x",
        "{'model':NaN}",
        "\ufeff{'model':'gpt-5.4'}",
        "{'a':'\u0001','model':'gpt-5.4'}"
      })
  void what_is_not_one_json_object_is_unreadable(String body) {
    PinRules rules = new PinRules(STRICT);
    assertThatThrownBy(() -> read(rules, body, Dialect.CHAT)).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32"})
  void what_is_not_utf_8_is_unreadable(String charset) {
    byte[] body = json("{'model':'gpt-5.4'}").getBytes(Charset.forName(charset));
    PinRules rules = new PinRules(STRICT);
    assertThatThrownBy(() -> rules.read(new ByteArrayInputStream(body), Dialect.CHAT))
        .isInstanceOf(Unreadable.class);
  }

  @Test
  void depth_and_length_end_nothing_but_the_request() throws Exception {
    PinRules rules = new PinRules(Pins.locked("{\"deep\":1}"));
    String deep = "{'model':'gpt-5.4','deep':" + "[".repeat(100_000) + "}";
    assertThatThrownBy(() -> read(rules, deep, Dialect.CHAT)).isInstanceOf(Unreadable.class);

    String large = "{'model':'gpt-5.4','input':'" + "x".repeat(21_000_000) + "'}";
    assertThat(read(new PinRules(STRICT), large, Dialect.CHAT).model()).isEqualTo("gpt-5.4");
  }

  private static @Nullable CallJudgement judged(ModelPin pin, String body, Dialect dialect)
      throws Unreadable {
    PinRules rules = new PinRules(pin);
    Violation violation = rules.check(read(rules, body, dialect), Pins.openai(), dialect, true);
    return violation == null ? null : violation.judgement();
  }

  private static AskedRequest read(PinRules rules, String body, Dialect dialect) throws Unreadable {
    byte[] bytes = json(body).getBytes(StandardCharsets.UTF_8);
    return rules.read(new ByteArrayInputStream(bytes), dialect);
  }

  private static String json(String quotedSingly) {
    return quotedSingly.replace('\'', '"');
  }
}
