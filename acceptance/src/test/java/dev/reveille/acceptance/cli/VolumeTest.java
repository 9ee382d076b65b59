package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is held against its own past, from its first good run on. */
@Order(1)
class VolumeTest {
  @TempDir Path root;

  @Test
  void too_little_is_caught_from_the_first_good_run_on_and_idle_runs_teach_nothing()
      throws Exception {
    try (DrillProvider provider = DrillProvider.start(ProviderScript.pleasant());
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
          .write("desk/data/load.csv", "hour,kW\n1,2\n")
          .write(
              "jobs/nightly.yaml",
              """
              name: nightly
              schedule: {kind: cron, expr: "0 22 29 2 *", tz: UTC}
              payload: {kind: agentTurn, message: Tune tonight's plan from the files in data/.}
              workspace: desk
              expect:
                source: {glob: "data/*.csv"}
                volume: [{of: output, minRatio: 0.5}, {of: duration, max: 10m, policy: warn}]
              """);
      try (RunningUp up = product.up()) {
        JsonNode good = run(product);
        assertThat(good.path("verdict").asText()).isEqualTo("OK");
        assertThat(codes(good)).containsExactly("VOLUME_LEARNING", "VOLUME_LEARNING");

        provider.script(ProviderScript.pleasant().text("no new data today"));
        assertThat(codes(run(product))).containsExactly("IDLE");

        provider.script(ProviderScript.pleasant().text("The plan is tuned."));
        JsonNode lazy = run(product);
        assertThat(lazy.path("verdict").asText()).isEqualTo("VOLUME_ANOMALY");
        assertThat(lazy.path("message").asText())
            .isEqualTo(
                "The volume is unlike the job's own past: output of 18 bytes; usual is "
                    + good.path("output").path("bytes").asText()
                    + " bytes (1 good run), of which at least 50 % is expected.");

        JsonNode jobs = product.call("jobs", "-o", "json").good().document().path("jobs");
        JsonNode learned = jobs.path(0).path("volume").path(0);
        assertThat(learned.path("of").asText()).isEqualTo("output");
        assertThat(learned.path("goodRuns").asInt()).isEqualTo(1);
        assertThat(learned.path("learning").asBoolean()).isTrue();
        assertThat(product.call("jobs").good().out()).contains("learning its usual output: 1 of");
        assertThat(up.end()).isZero();
      }
    }
  }

  private static JsonNode run(Product product) throws Exception {
    return product.call("start", "nightly", "--wait", "-o", "json").document();
  }

  private static List<String> codes(JsonNode run) {
    return run.path("findings").findValuesAsText("code");
  }
}
