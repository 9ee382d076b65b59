package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The compose file refers only to what is there, and calls our commands as they are. */
class ComposeFileTest {
  private static JsonNode file;

  @BeforeAll
  static void read() throws IOException {
    file =
        new ObjectMapper(new YAMLFactory())
            .readTree(Clone.root().resolve("docker-compose.yml").toFile());
  }

  @Test
  void temporal_postgresql_the_ui_and_a_worker_are_there() {
    assertThat(file.path("services").fieldNames())
        .toIterable()
        .contains("temporal", "postgresql", "temporal-ui", "worker");
    assertThat(file.path("services").properties())
        .allSatisfy(
            service ->
                assertThat(service.getValue().has("image") ^ service.getValue().has("build"))
                    .as(service.getKey() + " has either an image or a build")
                    .isTrue());
    assertThat(file.path("services").findValuesAsText("image"))
        .allMatch(image -> image.matches("[a-z/-]+:[0-9][0-9.]*"), "pins a version");
  }

  @Test
  void each_service_waits_for_services_that_can_become_what_is_awaited() {
    for (Map.Entry<String, JsonNode> service : file.path("services").properties()) {
      for (Map.Entry<String, JsonNode> awaited :
          service.getValue().path("depends_on").properties()) {
        JsonNode other = file.path("services").path(awaited.getKey());
        String condition = awaited.getValue().path("condition").asText();
        assertThat(other.isObject()).as(service.getKey() + " waits for " + awaited).isTrue();
        assertThat(condition)
            .isIn("service_started", "service_healthy", "service_completed_successfully");
        if (condition.equals("service_healthy")) {
          assertThat(other.path("healthcheck").path("test").isArray())
              .as(awaited.getKey() + " has a health check")
              .isTrue();
        }
        if (condition.equals("service_completed_successfully")) {
          assertThat(other.has("restart")).as(awaited.getKey() + " may end").isFalse();
        }
      }
    }
  }

  @Test
  void volumes_are_declared_or_folders_of_the_clone() {
    for (JsonNode service : file.path("services")) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().split(":", 2)[0];
        assertThat(
                source.startsWith(".")
                    ? Files.isDirectory(Clone.root().resolve(source))
                    : file.path("volumes").has(source))
            .as(volume.asText())
            .isTrue();
      }
      if (service.has("build")) {
        assertThat(Path.of(service.path("build").asText(), "Dockerfile").normalize())
            .satisfies(path -> assertThat(Clone.root().resolve(path)).isRegularFile());
      }
    }
  }

  @Test
  void the_workers_grace_is_longer_than_its_drain() {
    assertThat(file.path("services").path("worker").path("stop_grace_period").asText())
        .matches("(6[1-9]|[7-9][0-9]|[1-9][0-9]{2,})s");
  }
}
