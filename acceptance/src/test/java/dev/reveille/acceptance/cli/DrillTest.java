package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drill}, as a newcomer runs it: without a folder of jobs, a key, or a server. */
class DrillTest {
  @TempDir Path root;

  /** All of them take most of a minute: -Dreveille.drill=all. */
  private static final List<String> PLAYED =
      System.getProperty("reveille.drill", "").equals("all")
          ? List.of()
          : List.of("boot-hang", "model-swap", "false-success", "provider-down", "dead-channel");

  @Test
  void incidents_are_caught() throws Exception {
    try (Product product = Product.in(root)) {
      List<String> args = new ArrayList<>(List.of("drill", "-o", "json"));
      args.addAll(PLAYED);
      Said said = product.call(args.toArray(String[]::new));
      JsonNode drill = said.document();

      assertThat(drill.path("incidents"))
          .hasSize(PLAYED.isEmpty() ? 7 : PLAYED.size())
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
