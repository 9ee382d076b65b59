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

  private static final boolean ALL = System.getProperty("reveille.drill", "").equals("all");

  /** All of them take most of a minute: -Dreveille.drill=all. */
  private static final List<String> PLAYED =
      ALL
          ? List.of(
              "boot-hang",
              "model-swap",
              "false-success",
              "burst",
              "provider-down",
              "dead-channel",
              "worker-killed")
          : List.of("boot-hang", "model-swap", "false-success", "provider-down", "dead-channel");

  @Test
  void incidents_are_caught_and_it_is_said_where_to_see_them() throws Exception {
    try (Product product = Product.in(root)) {
      List<String> args = new ArrayList<>(List.of("drill", "-o", "json"));
      args.addAll(PLAYED);
      Said said = product.call(args.toArray(String[]::new));
      JsonNode drill = said.document();

      assertThat(drill.path("incidents"))
          .hasSize(PLAYED.size())
          .allSatisfy(each -> assertThat(each.path("caught").asBoolean()).as("%s", each).isTrue());
      assertThat(drill.path("caught").asBoolean()).isTrue();
      assertThat(said.code()).isZero();
      assertThat(said.err())
          .contains("a plain scheduler says:", "Reveille says:           BOOT_TIMEOUT")
          .containsPattern("in Temporal's Web UI: +http://.*/workflows/boot-hang-manual-")
          .containsPattern("on the board: +http://.*boot-hang-manual-");
    }
  }

  @Test
  void an_incident_whose_guard_is_left_out_is_not_caught() throws Exception {
    try (Product product = Product.in(root)) {
      List<String> args = new ArrayList<>(List.of("drill", "-o", "json"));
      args.addAll(PLAYED);
      PLAYED.forEach(name -> args.addAll(List.of("--without-guard", name)));
      Said said = product.call(args.toArray(String[]::new));
      JsonNode drill = said.document();

      assertThat(drill.path("incidents"))
          .hasSize(PLAYED.size())
          .allSatisfy(each -> assertThat(each.path("caught").asBoolean()).as("%s", each).isFalse());
      assertThat(drill.path("incidents").findValuesAsText("reveille"))
          .anyMatch(words -> words.startsWith("OK"));
      assertThat(said.code()).isEqualTo(1);
    }
  }
}
