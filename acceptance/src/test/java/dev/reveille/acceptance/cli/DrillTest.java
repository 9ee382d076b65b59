package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drill}, as a newcomer runs it: without a folder of jobs, a key, or a server. */
class DrillTest {
  @TempDir Path root;

  @Test
  void all_incidents_are_caught() throws Exception {
    try (Product product = Product.in(root)) {
      Said said = product.call("drill", "-o", "json");
      JsonNode drill = said.document();

      assertThat(drill.path("incidents"))
          .hasSize(7)
          .allSatisfy(each -> assertThat(each.path("caught").asBoolean()).as("%s", each).isTrue());
      assertThat(drill.path("caught").asBoolean()).isTrue();
      assertThat(said.code()).isZero();
    }
  }

  @Test
  void an_incident_whose_guard_is_left_out_is_not_caught() throws Exception {
    try (Product product = Product.in(root)) {
      Said said =
          product.call("drill", "model-swap", "--without-guard", "model-swap", "-o", "json");

      assertThat(said.document().path("incidents").path(0).path("reveille").asText())
          .startsWith("OK");
      assertThat(said.code()).isEqualTo(1);
    }
  }
}
