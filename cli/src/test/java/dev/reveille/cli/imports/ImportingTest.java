package dev.reveille.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.cli.Called;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an openclaw and a crontab that are scripts of the test's own. */
class ImportingTest {
  private static final String LIST =
      """
      {"jobs": [{"id": "a1b2c3d4", "name": "night", "enabled": true, "schedule": {"kind": "cron",
       "expr": "30 6 * * *", "tz": "Europe/Berlin"}, "sessionTarget": "isolated",
       "payload": {"kind": "agentTurn", "message": "Brief", "model": "fake/model-a"}}]}
      """;

  @TempDir Path folder;

  @Test
  void an_installed_openclaw_is_asked_for_jobs_providers_and_model_and_for_no_key()
      throws Exception {
    program(
        "openclaw",
        """
        case "$1 $3" in
        "cron --all") echo "starting up"; cat <<'END'
        %sEND
        ;;
        "config models.providers") echo '{"fake": {"baseUrl": "http://127.0.0.1:9/v1", "api": "openai-completions", "apiKey": "sk-not-to-be-seen"}}' ;;
        "config agents.defaults.model") echo '"fake/model-b"' ;;
        esac
        """
            .formatted(LIST));

    Called imported = call("import", "openclaw", "--dir", "desk");

    assertThat(imported.code()).as(imported.err() + imported.out()).isZero();
    assertThat(Files.readString(folder.resolve("desk/reveille.yaml")))
        .contains("fake: {api: openai, baseUrl: http://127.0.0.1:9/v1, keyEnv: FAKE_API_KEY}")
        .contains("model: \"fake/model-b\"")
        .doesNotContain("not-to-be-seen");
    assertThat(folder.resolve("desk/jobs/openclaw/night.yaml")).exists();
    assertThat(call("validate", "--dir", "desk").code()).isZero();
  }

  @Test
  void an_openclaw_that_fails_or_is_not_there_is_told_with_what_to_run() throws Exception {
    Called absent = call("import", "openclaw", "--dir", "desk");
    assertThat(absent.code()).isEqualTo(2);
    assertThat(absent.err()).contains("openclaw cron list --all --json > cron.json");

    program("openclaw", "echo 'gateway not reached' >&2; exit 1");
    Called failing = call("import", "openclaw", "--dir", "desk");
    assertThat(failing.code()).isEqualTo(1);
    assertThat(failing.err()).contains("gateway not reached", "> cron.json");
    assertThat(folder.resolve("desk")).doesNotExist();
  }

  @Test
  void a_check_writes_nothing_and_shows_both_sides() throws Exception {
    Files.writeString(folder.resolve("cron.json"), LIST.replace("fake/", "openai/"));

    Called check =
        call("import", "openclaw", "cron.json", "--dir", "desk", "--check", "-o", "json");

    JsonNode due = check.json().path("jobs").path(0).path("due");
    assertThat(check.code()).as(check.err()).isZero();
    assertThat(due.path("equal").asBoolean()).isTrue();
    assertThat(due.path("ours")).hasSize(10);
    assertThat(due.path("theirs")).hasSize(10);
    assertThat(check.json().path("written").asBoolean()).isFalse();
    assertThat(folder.resolve("desk")).doesNotExist();
  }

  @Test
  void a_night_on_which_the_clocks_change_is_due_here_as_it_was_there() throws Exception {
    String list = LIST.replace("fake/", "openai/").replace("30 6", "30 2");
    Files.writeString(folder.resolve("cron.json"), list);

    Called check =
        call(
            "import",
            "openclaw",
            "cron.json",
            "--dir",
            "desk",
            "--check",
            "--days",
            "30",
            "--from",
            "2027-03-10T00:00:00Z");

    assertThat(check.code()).as(check.err()).isZero();
    assertThat(check.out())
        .contains("1 of 1 jobs are due at the same times here and there")
        .doesNotContain("2027-03-28 03:30:00 CEST");
  }

  @Test
  void the_users_crontab_is_read_and_its_lines_are_commented_out_when_asked() throws Exception {
    Files.writeString(folder.resolve("table"), "# tidy\n0 3 * * * rm -rf /x\n@reboot warm\n");
    program(
        "crontab",
        "if [ \"$1\" = -l ]; then cat %1$s/table; else cat > %1$s/new && mv %1$s/new %1$s/table; fi"
            .formatted(folder));

    Called imported = call("import", "crontab", "--dir", "desk", "--comment-out");

    assertThat(imported.out()).contains("written   jobs/crontab/tidy.yaml", "held      warm");
    assertThat(imported.code()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("table")))
        .isEqualTo("# tidy\n# moved to reveille: 0 3 * * * rm -rf /x\n@reboot warm\n");
    assertThat(Files.readString(folder.resolve("desk/crontab.before-reveille")))
        .contains("\n0 3 * * * rm");
  }

  @Test
  void a_broken_file_is_refused_with_its_place_and_nothing_is_written() throws Exception {
    Files.writeString(folder.resolve("cron.json"), "{\"jobs\": [\n  {\"id\": }\n]}");

    Called imported = call("import", "openclaw", "cron.json", "--dir", "desk");

    assertThat(imported.code()).isEqualTo(2);
    assertThat(imported.err()).contains("cron.json:2:", "nothing was imported");
    assertThat(folder.resolve("desk")).doesNotExist();
  }

  private Called call(String... args) {
    return Called.with(folder, Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin"), args);
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
