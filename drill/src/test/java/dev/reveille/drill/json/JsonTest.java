package dev.reveille.drill.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,-2,3000000000,99999999999999999999,1.5,true,false,null,[],{}],\"b\":{\"c\":\"今天 \\\"q\\\" \\n\\u0001\"}}",
        "[]",
        "\"text\"",
        "12",
        "null"
      })
  void reads_and_writes_what_the_object_mapper_does(String text) throws JsonProcessingException {
    assertThat(Json.read(text)).isEqualTo(MAPPER.readTree(text));
    assertThat(MAPPER.readTree(Json.write(Json.read(text)))).isEqualTo(MAPPER.readTree(text));
  }

  @Test
  void blank_text_is_a_missing_node() throws JsonProcessingException {
    assertThat(Json.read(" ").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\":}", "[1,", "{} {}", "nonsense"})
  void malformed_text_is_an_error(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonProcessingException.class);
  }
}
