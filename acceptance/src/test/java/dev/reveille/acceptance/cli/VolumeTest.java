package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that learns what is usual from its own good runs, and then hears of a lazy one. */
class VolumeTest {
  @TempDir Path root;

  @Test
  void too_little_is_caught_once_the_usual_is_learned_and_idle_runs_teach_nothing()
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
              expect: {source: {glob: "data/*.csv"}, volume: {of: output}}
              """)
          .write(
              "jobs/floor.yaml",
              """
              name: floor
              schedule: {kind: cron, expr: "0 22 29 2 *", tz: UTC}
              payload: {kind: command, argv: [cat, report.txt]}
              workspace: desk
              expect: {volume: [{of: output, minRatio: 0.5}, {of: duration, max: 1h}]}
              """)
          .write("desk/report.txt", "a report of some length\n".repeat(40));
      try (RunningUp up = product.up()) {
        assertThat(verdict(run(product, "floor"))).isEqualTo("OK");
        product.write("desk/report.txt", "short\n");
        JsonNode floor = run(product, "floor");
        assertThat(verdict(floor)).isEqualTo("VOLUME_ANOMALY");
        assertThat(floor.path("message").asText())
            .isEqualTo(
                "The volume is unlike the job's own past: output of 6 bytes; usual is 960 bytes (1"
                    + " good run), of which at least 50 % is expected.");

        for (int run = 0; run < 4; run++) {
          assertThat(codes(run(product, "nightly"))).containsExactly("VOLUME_LEARNING");
        }
        provider.script(ProviderScript.pleasant().text("no new data today"));
        assertThat(codes(run(product, "nightly"))).containsExactly("IDLE");
        assertThat(volume(product).path("goodRuns").asInt()).isEqualTo(4);
        assertThat(product.call("jobs").good().out())
            .contains("learning its usual output: 4 of 8 good runs");
        provider.script(ProviderScript.pleasant());
        for (int run = 0; run < 4; run++) {
          assertThat(verdict(run(product, "nightly"))).isEqualTo("OK");
        }

        provider.script(ProviderScript.pleasant().text("The plan is tuned."));
        JsonNode lazy = run(product, "nightly");
        assertThat(verdict(lazy)).isEqualTo("VOLUME_ANOMALY");
        assertThat(lazy.path("message").asText())
            .contains("output of 18 bytes; usual is ", " bytes (8 good runs).");
        assertThat(volume(product).path("learning").asBoolean()).isFalse();
        assertThat(volume(product).path("goodRuns").asInt()).isEqualTo(8);
        assertThat(up.end()).isZero();
      }
    }
  }

  private static JsonNode run(Product product, String job) throws Exception {
    return product.call("start", job, "--wait", "-o", "json").document();
  }

  private static JsonNode volume(Product product) throws Exception {
    JsonNode jobs = product.call("jobs", "-o", "json").good().document().path("jobs");
    for (JsonNode job : jobs) {
      if (job.path("job").asText().equals("nightly")) {
        return job.path("volume").path(0);
      }
    }
    throw new AssertionError("no nightly among " + jobs);
  }

  private static String verdict(JsonNode run) {
    return run.path("verdict").asText();
  }

  private static List<String> codes(JsonNode run) {
    return run.path("findings").findValuesAsText("code");
  }
}
