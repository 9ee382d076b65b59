package dev.reveille.activities.execute;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path workspace;

  @Test
  void as_many_files_are_told_as_decide_the_rule() throws Exception {
    write(260, 5, NOON);

    assertThat(told(rule(null, null, 5L))).hasSize(200);
    assertThat(told(rule(250, null, 5L))).hasSize(250);
    assertThat(told(rule(null, 255, 5L))).hasSize(256);
  }

  @Test
  void what_can_count_is_told_before_what_cannot() throws Exception {
    write(220, 1, NOON.plusSeconds(60));
    write(150, 5, NOON);

    assertThat(told(rule(null, null, 5L)))
        .filteredOn(file -> file.path("bytes").asInt() == 5)
        .as("large ones before newer small ones")
        .hasSize(150);
  }

  @Test
  void two_rules_about_the_same_files_are_told_both() throws Exception {
    write(1, 1, NOON);
    write(1, 9, NOON);

    Map<String, JsonNode> detail =
        new Survey(List.of(rule(null, null, 5L), rule(null, 0, 9L)), workspace).files();

    assertThat(requireNonNull(detail.get("files")).path("out/*")).hasSize(2);
  }

  @Test
  void a_workspace_that_is_gone_is_told() {
    Map<String, JsonNode> detail =
        new Survey(List.of(rule(1, null, 1L)), workspace.resolve("gone")).files();

    assertThat(requireNonNull(detail.get("error")).asText()).isEqualTo("the workspace is gone");
  }

  private JsonNode told(Contract.Files rule) {
    return requireNonNull(new Survey(List.of(rule), workspace).files().get("files")).path("out/*");
  }

  private static Contract.Files rule(
      @Nullable Integer least, @Nullable Integer most, Long minBytes) {
    return new Contract.Files("out/*", false, least, most, minBytes, null);
  }

  private void write(int files, int bytes, Instant modified) throws IOException {
    Path out = Files.createDirectories(workspace.resolve("out"));
    for (int i = 0; i < files; i++) {
      Path file = Files.writeString(out.resolve(bytes + "-" + i), "x".repeat(bytes));
      Files.setLastModifiedTime(file, FileTime.from(modified));
    }
  }
}
