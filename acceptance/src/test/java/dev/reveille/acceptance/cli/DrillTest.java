package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code drill}, as a newcomer runs it: without a folder of jobs, a key, or a server. */
@Order(1)
class DrillTest {
  private static final String DRILL = "./reveille drill";

  /** Seen within seconds. */
  private static final List<String> QUICK = List.of("boot-hang", "model-swap", "false-success");

  @TempDir Path root;

  static List<String> all() {
    return Stream.concat(
            QUICK.stream(), Stream.of("burst", "provider-down", "dead-channel", "worker-killed"))
        .toList();
  }

  @Test
  void the_drill_of_the_readme_catches_all_and_says_where_to_see_them() throws Exception {
    assertThat(CommandBlock.of("README.md"))
        .anyMatch(block -> block.commands().equals(List.of(DRILL)));
    Clone.launcher();
    try (Product product = Product.in(root).at(Clone.root())) {
      Said said = product.shell(DRILL);

      assertThat(said.code()).as(said.out()).isZero();
      assertThat(said.out())
          .contains("a plain scheduler says:", "Reveille says:           BOOT_TIMEOUT")
          .containsPattern("in Temporal's Web UI: +http://.*/workflows/boot-hang-manual-")
          .containsPattern("on the board: +http://.*boot-hang-manual-")
          .containsPattern("All 7 caught, in \\d");
      System.out.println(said.out().substring(said.out().indexOf("All 7")).strip());
    }
  }

  @Test
  void an_incident_whose_guard_is_left_out_is_not_caught() throws Exception {
    List<String> args = new ArrayList<>(QUICK);
    QUICK.forEach(name -> args.addAll(List.of("--without-guard", name)));
    try (Product product = Product.in(root)) {
      Said said = drill(product, args);
      JsonNode drill = said.document();

      assertThat(drill.path("incidents"))
          .hasSize(QUICK.size())
          .allSatisfy(each -> assertThat(each.path("caught").asBoolean()).as("%s", each).isFalse());
      assertThat(drill.path("incidents").findValuesAsText("reveille"))
          .anyMatch(words -> words.startsWith("OK"));
      assertThat(said.code()).isEqualTo(1);
    }
  }

  /** Six minutes: -Dreveille.drill=each. */
  @ParameterizedTest
  @MethodSource("all")
  @EnabledIfSystemProperty(named = "reveille.drill", matches = "each")
  void one_guard_that_is_left_out_fails_the_drill_and_no_other_incident(String name)
      throws Exception {
    try (Product product = Product.in(root)) {
      Said said = drill(product, List.of("--without-guard", name));
      JsonNode drill = said.document();

      assertThat(missed(drill)).as(said.err()).containsExactly(name);
      assertThat(drill.path("incidents")).hasSize(all().size());
      assertThat(said.code()).isEqualTo(1);
      System.out.println("without its guard: " + name + ", exit " + said.code());
    }
  }

  private static List<String> missed(JsonNode drill) {
    return StreamSupport.stream(drill.path("incidents").spliterator(), false)
        .filter(each -> !each.path("caught").asBoolean())
        .map(each -> each.path("name").asText())
        .toList();
  }

  private static Said drill(Product product, List<String> args) throws Exception {
    List<String> all = new ArrayList<>(List.of("drill", "-o", "json"));
    all.addAll(args);
    return product.call(all.toArray(String[]::new));
  }
}
