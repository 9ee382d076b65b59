package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.AnsweredModel;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The second incident, night after night: a job whose agent says that there is no new data, with
 * and without data, with the right model and with another.
 */
class NoNewDataTest {
  private static final String CLAIM = "no new data today";

  @TempDir Path root;

  @Test
  void no_new_data_is_believed_only_where_there_is_none() throws Exception {
    try (DrillProvider provider = DrillProvider.start(ProviderScript.pleasant().text(CLAIM));
        Product product = Product.in(root)) {
      product
          .write(
              "reveille.yaml",
              """
              owner: nights
              providers: {night: {api: openai, baseUrl: "%s/v1"}}
              defaults: {agent: drill, model: night/optimizer-1}
              """
                  .formatted(provider.address()))
          .write("desk/data/.keep", "")
          .write(
              "jobs/nightly.yaml",
              """
              name: nightly
              schedule: {kind: cron, expr: "0 22 29 2 *", tz: UTC}
              payload: {kind: agentTurn, message: Tune tonight's plan from the files in data/.}
              workspace: desk
              env: {DRILL_AGENT: "--offer-tool --refusal text"}
              expect:
                source: {glob: "data/*.csv"}
                tools: {atLeast: 1}
                output: {minChars: 40}
              """);
      try (RunningUp up = product.up()) {
        JsonNode idle = run(product);
        assertThat(verdict(idle)).isEqualTo("OK");
        assertThat(codes(idle)).containsExactly("IDLE");

        for (int i = 1; i <= 3; i++) {
          product.write("desk/data/load-" + i + ".csv", "hour,kW\n1,2\n");
        }
        provider.script(
            ProviderScript.pleasant().text(CLAIM).model(AnsweredModel.fixed("light-1")));
        JsonNode swapped = run(product);
        assertThat(verdict(swapped)).isEqualTo("MODEL_MISMATCH");
        assertThat(codes(swapped)).startsWith("MODEL_MISMATCH").contains("CONTRACT_BROKEN");
        assertThat(swapped.toString()).doesNotContain(CLAIM);

        provider.script(ProviderScript.pleasant().text(CLAIM).tool("cat data/missing.csv"));
        JsonNode lazy = run(product);
        assertThat(verdict(lazy)).isEqualTo("FALSE_NO_DATA");
        assertThat(lazy.path("message").asText()).contains("3 new items");

        provider.script(ProviderScript.pleasant().tool("cat data/load-1.csv"));
        assertThat(verdict(run(product))).isEqualTo("OK");

        provider.script(ProviderScript.pleasant().text(CLAIM));
        JsonNode done = run(product);
        assertThat(verdict(done)).isEqualTo("OK");
        assertThat(codes(done)).contains("IDLE");
        assertThat(Files.exists(root.resolve("desk/desk/data/load-3.csv"))).isTrue();
        assertThat(up.end()).isZero();
      }
    }
  }

  private static JsonNode run(Product product) throws Exception {
    return product.call("start", "nightly", "--wait", "-o", "json").document();
  }

  private static String verdict(JsonNode run) {
    return run.path("verdict").asText();
  }

  private static List<String> codes(JsonNode run) {
    List<String> codes = new ArrayList<>();
    run.path("findings").forEach(finding -> codes.add(finding.path("code").asText()));
    return codes;
  }
}
