package dev.reveille.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaTest {
  private static final String PLAN =
      """
      {"type": "object", "required": ["hours"],
       "properties": {"hours": {"type": "array", "minItems": 1, "items": {"type": "integer"}},
                      "day": {"type": "string", "format": "date"}}}""";

  @Test
  void an_answer_that_is_the_json_asked_for_is_good() {
    assertThat(breaches(PLAN, " {\"hours\": [1, 2], \"day\": \"2026-11-21\"}\n")).isEmpty();
  }

  @Test
  void the_last_json_block_of_an_answer_counts() {
    assertThat(
            breaches(
                PLAN,
                """
                Here is a first thought:
                ```json
                {"hours": "none"}
                ```
                and this is the plan, 按计划:
                ```json
                {"hours": [3]}
                ```
                ```sh
                rm -rf /
                ```
                """))
        .isEmpty();
    assertThat(breaches(PLAN, "```json\n{\"hours\": [3]}")).as("a block left open").isEmpty();
  }

  @Test
  void each_breach_says_where_and_what_was_expected_in_english() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(breaches(PLAN, "{\"hours\": [1, \"two\"], \"day\": \"today\"}"))
          .hasSize(2)
          .anyMatch(breach -> breach.equals("/hours/1 string found, integer expected"))
          .anyMatch(breach -> breach.startsWith("/day does not match the date pattern"));
      assertThat(breaches(PLAN, "{}")).containsExactly("required property 'hours' not found");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void an_answer_without_json_says_so_and_repeats_nothing_of_it() {
    assertThat(breaches(PLAN, "Done! The plan is ready."))
        .containsExactly("the output is not JSON and holds no ```json block");
    assertThat(breaches(PLAN, "")).containsExactly("the output is empty (expected: JSON)");
    assertThat(breaches(PLAN, "{\"hours\": [1]} and more")).hasSize(1);
    assertThat(breaches(PLAN, "{\"hours\": [1], \"hours\": []}")).hasSize(1);
    assertThat(breaches(PLAN, "x\n```json\n{\"hours\": [\n```"))
        .singleElement()
        .asString()
        .startsWith("the last ```json block of the output is not JSON");
    assertThat(breaches(PLAN, "x\n```json\n```"))
        .containsExactly("the last ```json block of the output is empty");
  }

  @Test
  void hostile_answers_end_in_words() {
    assertThat(breaches(PLAN, "[".repeat(200_000))).hasSize(1);
    assertThat(breaches("{\"items\": {\"$ref\": \"#\"}}", "[".repeat(900) + "]".repeat(900)))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(
            breaches(
                "{\"items\": {\"pattern\": \"(a|aa)+\\\\1b\"}}", "[\"" + "a".repeat(300) + "\"]"))
        .containsExactly("takes too long on this output");
    assertThat(breaches("{\"multipleOf\": 0.1}", "1e999999999")).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"properties": {"a": {"type": "text"}}}           | /properties/a/type | enumeration
          {"required": "a"}                                  | /required          | string found
          {"$ref": "https://example.org/other.json"}         | /$ref              | leads out of the schema
          {"items": [{"$ref": "classpath:logback.xml"}]}     | /items/0/$ref      | leads out of the schema
          {"$schema": "https://example.org/mine"}            | /$schema           | this draft is not known
          {"pattern": "("}                                   |                    |
          {"$ref": "#/nowhere"}                              |                    |
          """)
  void a_schema_that_cannot_be_used_says_where_it_is_wrong(String schema, String at, String why) {
    List<JsonSchema.Fault> faults = JsonSchema.of(json(schema)).faults();

    assertThat(faults).isNotEmpty();
    if (at != null) {
      assertThat(faults.get(0).at()).isEqualTo(at);
      assertThat(faults.get(0).message()).contains(why);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://json-schema.org/draft-04/schema#",
    "http://json-schema.org/draft-07/schema",
    "https://json-schema.org/draft/2019-09/schema",
    "https://json-schema.org/draft/2020-12/schema"
  })
  void every_draft_is_read(String draft) {
    String schema = "{\"$schema\": \"" + draft + "\", \"required\": [\"a\"]}";

    assertThat(JsonSchema.of(json(schema)).faults()).isEmpty();
    assertThat(breaches(schema, "{}")).hasSize(1);
  }

  private static List<String> breaches(String schema, String answer) {
    return JsonSchema.of(json(schema)).breaches(answer);
  }

  private static JsonNode json(String text) {
    return Json.read(text, JsonNode.class);
  }
}
