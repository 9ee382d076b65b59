package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody moves in with a crontab, paused at first. */
class MovingInTest {
  private static final String CRONTAB = "# canary\n0 3 * * * echo moved-in\n0 4 * * * date\n";

  @TempDir Path root;

  @Test
  void a_paused_canary_is_resumed_and_stays_so() throws Exception {
    try (Product product = Product.in(root)) {
      product.write("crontab.txt", CRONTAB);
      product.call("import", "crontab", "crontab.txt", "--dir", ".", "--paused").good();
      product.call("validate").good();
      try (RunningUp up = product.up()) {
        assertThat(paused(product, "canary")).isTrue();
        assertThat(paused(product, "date")).isTrue();

        product.call("resume", "canary").good();
        product.call("apply").good();

        assertThat(paused(product, "canary")).as("after an apply").isFalse();
        assertThat(paused(product, "date")).isTrue();
        Said run = product.call("start", "canary", "--wait", "-o", "json").good();
        assertThat(run.document().path("output").path("text").asText()).contains("moved-in");
        assertThat(up.end()).isZero();
      }
    }
  }

  private static boolean paused(Product product, String job) throws Exception {
    JsonNode next = product.call("next", job, "--count", "1", "-o", "json").good().document();
    return next.path(0).path("paused").asBoolean();
  }
}
