package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs can tell from the code alone, without and with a server that runs apart. */
class ExitCodesTest {
  private static final String GOOD =
      "{name: good, schedule: {kind: cron, expr: '0 22 * * *', tz: UTC}, payload: {kind: command, argv: [date]}}\n";

  @TempDir Path root;

  private Product product;

  @BeforeEach
  void folder() throws IOException {
    product = Product.in(root).write("jobs/good.yaml", GOOD);
  }

  @AfterEach
  void clear() throws IOException {
    product.close();
  }

  @Test
  void a_server_that_nobody_answers_for_is_3_and_a_kind_sentence() throws Exception {
    String dead = "127.0.0.1:" + deadPort();

    Said next = product.with("TEMPORAL_ADDRESS", dead).call("next", "-o", "json");
    Said up = product.with("TEMPORAL_ADDRESS", dead).call("up");

    for (Said said : List.of(next, up)) {
      assertThat(said.code()).isEqualTo(3);
      assertThat(said.err())
          .contains("no Temporal server answers at " + dead)
          .contains("from TEMPORAL_ADDRESS")
          .doesNotContain("\tat ")
          .doesNotContain("Exception");
      assertThat(said.err().strip().lines()).hasSize(1);
    }
    JsonNode error = next.document().path("error");
    assertThat(error.path("exit").asInt()).isEqualTo(3);
    assertThat(error.path("message").asText()).contains(dead);
    assertThat(product.call("next").code()).as("no up runs").isEqualTo(3);
  }

  @Test
  void usage_and_invalid_definitions_are_2_and_nothing_is_started() throws Exception {
    product.write("jobs/broken.yaml", "{nmae: broken}\n");

    Said validate = product.call("validate", "-o", "json");
    Said unknown = product.call("sumbarine", "-o", "json");

    assertThat(validate.code()).isEqualTo(2);
    assertThat(validate.document().path("valid").asBoolean()).isFalse();
    assertThat(validate.document().path("problems").get(0).path("file").asText())
        .isEqualTo("jobs/broken.yaml");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.document().path("error").path("exit").asInt()).isEqualTo(2);
    assertThat(product.at(root).call("jobs").code()).as("no folder of jobs").isEqualTo(2);
  }

  @Test
  void a_detached_up_runs_on_until_down() throws Exception {
    Said started = product.call("up", "--detach", "--drain", "1s", "-o", "json").good();
    JsonNode ready = started.document();
    ProcessHandle up = ProcessHandle.of(ready.path("pid").asLong()).orElseThrow();
    try {
      assertThat(up.isAlive()).isTrue();
      assertThat(Files.readString(Path.of(ready.path("data").asText(), "up.log")))
          .contains("ready");
      Said run = product.call("start", "good", "--wait", "-o", "json").good();
      assertThat(run.document().path("verdict").asText()).isEqualTo("OK");

      JsonNode down = product.call("down", "-o", "json").good().document();

      assertThat(down.path("ended").asBoolean()).isTrue();
      assertThat(down.path("pid").asLong()).isEqualTo(up.pid());
      assertThat(up.isAlive()).isFalse();
      assertThat(product.call("next").code()).isEqualTo(3);
      assertThat(product.call("runs", "-o", "json").good().document()).hasSize(1);
      assertThat(product.call("down").good().out()).contains("no `reveille up` runs");
    } finally {
      up.destroy();
    }
  }

  private static int deadPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
