package dev.reveille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AskedModelTest {
  @Test
  void the_model_of_the_root_is_read_wherever_it_stands() {
    assertThat(asked("{\"tools\":[{\"model\":\"no\"}],\"x\":{\"model\":\"no\"},\"model\":\"yes\"}"))
        .isEqualTo("yes");
    assertThat(asked("{\"model\":\"yes\",\"input\":\"" + "x".repeat(21_000_000) + "\"}"))
        .isEqualTo("yes");
  }

  @Test
  void of_several_the_last_is_read_as_most_providers_do() {
    assertThat(asked("{\"model\":\"first\",\"model\":\"last\"}")).isEqualTo("last");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "\"model\"", "{}", "{\"model\":7}", "{\"model\":\"m\"", "{]"})
  void what_names_no_model_or_is_no_json_object_has_none(String body) {
    assertThat(asked(body)).isNull();
  }

  private static @Nullable String asked(String body) {
    return AskedModel.of(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }
}
