package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does at the clone's root, by the launcher itself. */
class FirstStepsTest {
  private static final Duration VISIBLE = Duration.ofSeconds(70);
  private static final Duration GENEROUS = Duration.ofSeconds(30);

  @TempDir Path root;

  @Test
  void up_at_the_root_runs_the_examples_and_they_are_seen_everywhere() throws Exception {
    try (Product product = Product.in(root).at(Clone.root())) {
      try (RunningUp up = product.up()) {
        assertThat(up.document().path("ready").asBoolean()).isTrue();
        assertThat(Path.of(up.document().path("folder").asText()))
            .isEqualTo(Clone.root().resolve("examples"));
        assertThat(up.told()).contains("using examples/").contains("SCRIPTED");
        System.out.println("first start to ready: " + up.toReady.toMillis() + " ms");

        Until.holds(
            "an example run in the Web UI; up said " + up.told(),
            VISIBLE,
            () ->
                !up.ui()
                    .workflows("ReveilleJob=\"clock\" AND ExecutionStatus=\"Completed\"")
                    .isEmpty());

        JsonNode seen = up.ui().workflows("ReveilleJob=\"clock\"").get(0);
        String run = seen.path("execution").path("workflowId").asText();
        assertThat(seen.path("type").path("name").asText()).isEqualTo("JobRun");
        assertThat(product.call("runs").good().out()).contains(run);
        assertThat(product.call("show", run).good().out()).startsWith("OK").contains("clock");
        assertThat(up.end()).isZero();
      }
      try (RunningUp warm = product.up()) {
        System.out.println("warm start to ready: " + warm.toReady.toMillis() + " ms");
        assertThat(warm.toReady).isLessThan(GENEROUS);
      }
      assertThat(product.call("runs", "--job", "clock", "-o", "json").good().document())
          .as("what was before the restart")
          .isNotEmpty();
    }
  }

  @Test
  void version_is_quick() throws Exception {
    try (Product product = Product.in(root)) {
      product.call("version").good();
      long begin = System.nanoTime();
      Said version = product.call("version").good();
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      System.out.println("version took " + took.toMillis() + " ms");

      assertThat(version.out()).startsWith("reveille ");
      assertThat(took).isLessThan(Duration.ofSeconds(5));
    }
  }
}
