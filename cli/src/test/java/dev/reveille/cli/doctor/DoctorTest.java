package dev.reveille.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.cli.Called;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final String KEY = "sk-this-is-shown-to-nobody";

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Files.createDirectories(folder.resolve("jobs"));
    Files.writeString(
        folder.resolve("reveille.yaml"),
        """
        owner: night-desk
        providers:
          openai: {api: openai, baseUrl: "https://api.openai.com/v1", keyEnv: SOME_KEY}
        defaults: {agent: codex, model: openai/gpt-5.4-nano}
        alerts:
          own: {kind: command, command: [sh, -c, "cat > /dev/null"]}
        """);
    Files.writeString(
        folder.resolve("jobs/nightly.yaml"),
        """
        name: nightly
        schedule: {kind: cron, expr: "0 22 * * *"}
        payload: {kind: agentTurn, message: Tune tonight's plan.}
        """);
  }

  private JsonNode check(JsonNode document, String name) {
    for (JsonNode check : document.path("checks")) {
      if (check.path("check").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError("no check " + name + " in " + document);
  }

  private Called call(Map<String, String> more, String... args) {
    return Called.with(folder, more, args);
  }

  @Test
  void what_is_missing_is_named_with_what_to_do() {
    Called called = call(Map.of(), "doctor", "-o", "json");
    JsonNode document = called.json();

    assertThat(called.code()).isEqualTo(1);
    assertThat(document.path("good").asBoolean()).isFalse();
    assertThat(check(document, "java").path("state").asText()).isEqualTo("good");
    assertThat(check(document, "agent codex").path("remedy").asText())
        .contains("reveille agents install codex");
    assertThat(check(document, "key of openai").path("found").asText())
        .isEqualTo("SOME_KEY is not set");
    assertThat(check(document, "alerts to own").path("found").asText()).isEqualTo("never tested");
  }

  @Test
  void a_key_that_is_there_is_not_shown_and_a_channel_that_took_a_notice_is_known() {
    assertThat(call(Map.of(), "alert", "test").code()).isZero();

    Called called = call(Map.of("SOME_KEY", KEY), "doctor");

    assertThat(called.out())
        .containsPattern("good +key of openai +SOME_KEY is set")
        .containsPattern("good +alerts to own +took a test notice on ")
        .contains("What to do, in this order:", "1. agent codex: ")
        .doesNotContain(KEY);
  }

  @Test
  void a_machine_without_a_folder_is_told_of_as_well() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));

    JsonNode document = Called.in(elsewhere, "doctor", "-o", "json").json();

    assertThat(document.path("checks").findValuesAsText("check"))
        .containsExactly("java", "temporal", "isolation", "keys", "job files", "clock", "disk");
    assertThat(check(document, "job files").path("remedy").asText()).contains("reveille init");
    assertThat(check(document, "keys").path("found").asText())
        .isEqualTo("neither OPENAI_API_KEY nor ANTHROPIC_API_KEY is set");
  }

  @Test
  void agents_that_no_job_uses_are_named_where_they_are_ready() {
    JsonNode document = call(Map.of(), "doctor", "-o", "json").json();

    assertThat(document.path("checks").findValuesAsText("check"))
        .startsWith("java", "temporal", "isolation", "job files", "agent codex");
    assertThat(check(document, "other agents").path("found").asText())
        .contains("used by no job", "drill")
        .doesNotContain("opencode");
  }

  @Test
  void files_that_are_wrong_come_first() throws Exception {
    Files.writeString(folder.resolve("jobs/nightly.yaml"), "name: nightly\n");

    Called called = call(Map.of(), "doctor");

    assertThat(called.code()).isEqualTo(1);
    assertThat(called.out()).contains("1. job files: `reveille validate` names each");
  }
}
