package dev.reveille.domain.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumeRuleTest {
  @Test
  void rules_are_read_from_one_or_a_list_of_them_or_none() {
    assertThat(VolumeRule.of(null)).isEmpty();
    assertThat(rules("{}")).isEmpty();
    assertThat(rules("{\"volume\": null}")).isEmpty();
    assertThat(rules("{\"volume\": {\"of\": \"duration\"}}"))
        .containsExactly(
            new VolumeRule(Measure.DURATION, null, null, null, null, VolumeRule.Policy.FAIL, null));
    assertThat(
            rules(
                "{\"volume\": [{\"of\": \"output\", \"minRatio\": 0.3, \"maxRatio\": 2, \"min\": 1,"
                    + " \"max\": 9, \"policy\": \"warn\", \"since\": \"2026-11-21T00:00:00Z\"}]}"))
        .containsExactly(
            new VolumeRule(
                Measure.OUTPUT,
                0.3,
                2.0,
                1L,
                9L,
                VolumeRule.Policy.WARN,
                Instant.parse("2026-11-21T00:00:00Z")));
    assertThatThrownBy(() -> rules("{\"volume\": {\"of\": \"smells\"}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expect.volume cannot be read");
  }

  private static List<VolumeRule> rules(String expect) {
    return VolumeRule.of(Json.read(expect, com.fasterxml.jackson.databind.JsonNode.class));
  }
}
