package dev.reveille.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.cli.Called;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  @TempDir Path folder;

  @Test
  void version_says_what_it_is_in_text_and_json() {
    Called text = Called.in(folder, "version");
    Called json = Called.in(folder, "version", "-o", "json");

    assertThat(text.code()).isZero();
    assertThat(text.out()).startsWith("reveille ").contains("Temporal server");
    assertThat(json.json().path("temporalServer").asText()).isNotEmpty();
  }

  @Test
  void options_of_every_command_stand_before_and_after_its_name() throws Exception {
    jobs("{name: a, schedule: {kind: cron, expr: '@daily'}, payload: {kind: command, argv: [ls]}}");

    Called before = Called.in(folder, "-o", "json", "--dir", "desk", "validate");
    Called after = Called.in(folder, "validate", "--dir", "desk", "--output=json");

    assertThat(before.json()).isEqualTo(after.json());
    assertThat(before.json().path("jobs").asInt()).isEqualTo(1);
  }

  @Test
  void an_unknown_command_names_those_there_are_and_the_one_meant() {
    Called called = Called.in(folder, "vaildate");

    assertThat(called.code()).isEqualTo(2);
    assertThat(called.out()).isEmpty();
    assertThat(called.err()).contains("up down init").contains("did you mean 'validate'?");
  }

  @Test
  void no_command_at_all_prints_what_there_is() {
    Called called = Called.in(folder);

    assertThat(called.code()).isEqualTo(2);
    assertThat(called.err()).contains("validate").contains("no command was given");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "next --count 0",
        "next --count many",
        "runs --limit 0",
        "runs --since yesterday",
        "up --drain soon",
        "up --port 70000",
        "up --port 4000 --ui-port 4000",
        "start",
        "show",
        "backfill x",
        "apply --frob",
        "worker --build-id 7",
        "agents install codex@latest",
        "agents install ../x",
        "validate -o xml"
      })
  void what_cannot_be_meant_is_refused_with_code_2_and_without_a_stack(String line)
      throws Exception {
    jobs("{name: a, schedule: {kind: cron, expr: '@daily'}, payload: {kind: command, argv: [ls]}}");

    Called called = Called.in(folder.resolve("desk"), line.split(" "));

    assertThat(called.code()).as(called.err()).isEqualTo(2);
    assertThat(called.out()).isEmpty();
    assertThat(called.err()).startsWith("reveille: ").doesNotContain("\tat ");
  }

  @Test
  void an_error_for_programs_is_the_one_document() {
    Called called = Called.in(folder, "runs", "-o", "json", "--limit", "0");

    assertThat(called.code()).isEqualTo(2);
    assertThat(called.json().path("error").path("exit").asInt()).isEqualTo(2);
    assertThat(called.json().path("error").path("message").asText()).contains("--limit");
  }

  @Test
  void without_a_folder_of_jobs_the_ways_to_one_are_named() {
    Called called = Called.in(folder, "validate");

    assertThat(called.code()).isEqualTo(2);
    assertThat(called.err()).contains("--dir DIR").contains("reveille init");
  }

  @Test
  void the_examples_are_used_only_at_home_and_that_is_said() throws Exception {
    Files.createDirectories(folder.resolve("examples/jobs"));

    Called elsewhere = Called.in(folder, "validate");
    Called home = Called.with(folder, Map.of("REVEILLE_HOME", folder.toString()), "validate");

    assertThat(elsewhere.code()).isEqualTo(2);
    assertThat(home.code()).isZero();
    assertThat(home.err()).contains("using examples/");
  }

  @Test
  void where_no_server_is_reached_the_code_is_3() throws Exception {
    jobs("{name: a, schedule: {kind: cron, expr: '@daily'}, payload: {kind: command, argv: [ls]}}");

    Called noUp = Called.in(folder.resolve("desk"), "next");
    Called nobody = Called.in(folder.resolve("desk"), "start", "a", "--address", "127.0.0.1:1");

    assertThat(noUp.code()).isEqualTo(3);
    assertThat(noUp.err()).contains("reveille up");
    assertThat(nobody.code()).isEqualTo(3);
    assertThat(nobody.err()).contains("127.0.0.1:1");
  }

  @Test
  void validate_lists_all_problems_and_fails_with_code_2() throws Exception {
    jobs("{nmae: a, schedule: {kind: cron, expr: '61 * * * *'}, payload: {kind: command}}");

    Called text = Called.in(folder.resolve("desk"), "validate");
    Called json = Called.in(folder.resolve("desk"), "validate", "-o", "json");

    assertThat(text.code()).isEqualTo(2);
    assertThat(text.out()).contains("jobs/a.yaml:1:").contains("did you mean 'name'?");
    assertThat(json.code()).isEqualTo(2);
    assertThat(json.json().path("valid").asBoolean()).isFalse();
    assertThat(json.json().path("problems").size()).isGreaterThan(1);
    assertThat(json.json().path("problems").get(0).path("line").asInt()).isEqualTo(1);
  }

  @Test
  void apply_of_a_broken_folder_asks_no_server() throws Exception {
    jobs("{nmae: a}");

    Called called =
        Called.in(folder.resolve("desk"), "apply", "--address", "127.0.0.1:1", "--dry-run");

    assertThat(called.code()).isEqualTo(2);
    assertThat(called.err()).contains("nothing is applied");
  }

  @Test
  void down_where_nothing_runs_is_no_failure() throws Exception {
    jobs("{name: a, schedule: {kind: cron, expr: '@daily'}, payload: {kind: command, argv: [ls]}}");

    Called called = Called.in(folder.resolve("desk"), "down", "-o", "json");

    assertThat(called.code()).isZero();
    assertThat(called.json().path("ended").asBoolean()).isFalse();
  }

  @Test
  void init_writes_a_folder_that_is_right_and_never_overwrites() throws Exception {
    Called first = Called.in(folder, "init", "--dir", "desk");
    Path settings = folder.resolve("desk/reveille.yaml");
    Files.writeString(settings, Files.readString(settings) + "# mine\n");
    Files.delete(folder.resolve("desk/jobs/first.yaml"));
    Files.writeString(folder.resolve("desk/jobs/note.md"), "mine");
    Called second = Called.in(folder, "init", "--dir", "desk");

    assertThat(first.code()).isZero();
    assertThat(first.out()).contains("no real model");
    assertThat(second.out()).contains("kept");
    assertThat(settings).content().endsWith("# mine\n");
    assertThat(folder.resolve("desk/jobs/first.yaml")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OPENAI_API_KEY", "ANTHROPIC_API_KEY"})
  void what_init_writes_validates(String key) {
    Map<String, String> keys = key.isEmpty() ? Map.of() : Map.of(key, "any");
    Called.with(folder, keys, "init", "--dir", "desk");

    Called called = Called.with(folder, keys, "validate", "--dir", "desk");

    assertThat(called.code()).as(called.out()).isZero();
    assertThat(called.out()).contains("1 job right, 0 errors");
  }

  @Test
  void agents_names_what_is_missing_and_how_to_get_it() {
    Called called = Called.in(folder, "agents", "--data", "data", "-o", "json");

    assertThat(called.code()).isZero();
    assertThat(called.json())
        .anySatisfy(
            agent -> {
              assertThat(agent.path("name").asText()).isEqualTo("codex");
              assertThat(agent.path("ready").asBoolean()).isFalse();
              assertThat(agent.path("missing").asText()).contains("agents install codex@");
            });
  }

  private void jobs(String job) throws Exception {
    Files.createDirectories(folder.resolve("desk/jobs"));
    Files.writeString(folder.resolve("desk/jobs/a.yaml"), job + "\n");
  }
}
