package dev.reveille.starter.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.PlannedJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
  private static final String JOB =
      "{name: %s, schedule: {kind: every, every: 5m}, payload: {kind: command, argv: [ls]}}";

  @TempDir Path dir;

  @Test
  void every_kind_of_file_and_list_is_read() {
    FolderReading reading =
        TestFolder.in(dir)
            .with("jobs/one.yaml", JOB.formatted("one"))
            .with("jobs/list.yml", "- " + JOB.formatted("two") + "\r\n- " + JOB.formatted("three"))
            .with("jobs/wrapped.yaml", "jobs: [" + JOB.formatted("four") + "]")
            .with("jobs/sub/bom.yaml", "\uFEFF" + JOB.formatted("five"))
            .with(
                "jobs/six.jsonc",
                "/* c */ {\"version\": 1, \"jobs\": [{\"name\": \"six\", // c\n \"schedule\": {\"kind\":"
                    + " \"every\", \"everyMs\": 1000}, \"payload\": {\"kind\": \"command\","
                    + " \"argv\": [\"ls\"],},},]}")
            .with("jobs/.hidden.yaml", "nonsense: [")
            .with("jobs/backup.yaml~", "nonsense: [")
            .with("jobs/README.md", "notes")
            .read();

    assertThat(reading.text()).isEmpty();
    assertThat(reading.jobs())
        .extracting(PlannedJob::definition)
        .extracting(job -> job.id())
        .containsExactly("five", "four", "one", "six", "three", "two");
  }

  @Test
  void files_that_cannot_be_read_say_why() throws IOException {
    TestFolder folder =
        TestFolder.in(dir)
            .with("jobs/a-empty.yaml", "")
            .with("jobs/b-comment.yaml", "# later\n")
            .with("jobs/c-latin.yaml", new byte[] {'a', ':', ' ', '\n', (byte) 0xE9, '\n'})
            .with("jobs/d-utf16.json", "{}".getBytes(StandardCharsets.UTF_16))
            .with("jobs/e-nul.yaml", "name: a\u0000b\n")
            .with("jobs/f-large.yaml", "# " + "x".repeat(3 * 1024 * 1024))
            .with("jobs/g-deep.yaml", "[".repeat(10_000))
            .with("jobs/g-deep.json", "[".repeat(10_000))
            .with("jobs/j.yaml.bak", "x")
            .with("jobs/k.yaml", "--- {}\n--- {}\n")
            .with("jobs/l.yaml", "{\"name\": \"a\", // comment\n\"schedule\": {\"kind\": 1}}");
    Files.createDirectories(dir.resolve("jobs/h-dir.yaml"));
    Path outside = Files.createTempFile("outside", ".yaml");
    Files.createSymbolicLink(dir.resolve("jobs/i-link.yaml"), outside);
    Files.createSymbolicLink(dir.resolve("jobs/i-nowhere.yaml"), dir.resolve("nowhere"));
    String text;
    try {
      text = folder.read().text();
    } finally {
      Files.delete(outside);
    }

    assertThat(text.lines())
        .anySatisfy(line -> assertThat(line).startsWith("jobs/a-empty.yaml:1:1: the file is empty"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "jobs/b-comment.yaml:1:1: warning: the file holds nothing but comments"))
        .anySatisfy(
            line -> assertThat(line).startsWith("jobs/c-latin.yaml:2:1: the file is not UTF-8"))
        .anySatisfy(
            line -> assertThat(line).startsWith("jobs/d-utf16.json:1:1: the file is UTF-16"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("jobs/e-nul.yaml:1:8: the control character U+0000 stands here"))
        .anySatisfy(line -> assertThat(line).startsWith("jobs/f-large.yaml:1:1: larger than 3 MiB"))
        .anySatisfy(
            line -> assertThat(line).startsWith("jobs/g-deep.yaml:1:51: nested more than 50"))
        .anySatisfy(
            line -> assertThat(line).startsWith("jobs/g-deep.json:1:51: nested more than 50"))
        .anySatisfy(line -> assertThat(line).startsWith("jobs/h-dir.yaml:1:1: this is a folder"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("jobs/i-link.yaml:1:1: the link leads out of the folder"))
        .anySatisfy(
            line -> assertThat(line).startsWith("jobs/i-nowhere.yaml:1:1: the link leads nowhere"))
        .anySatisfy(line -> assertThat(line).startsWith("jobs/j.yaml.bak:1:1: warning: not read"))
        .anySatisfy(
            line -> assertThat(line).startsWith("jobs/k.yaml:2:1: a second document begins here"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("this looks like JSON with comments: name the file .json"));
  }

  @Test
  void a_folder_without_jobs_is_an_error_that_names_the_remedy() {
    assertThat(new TestFolder(dir).with("reveille.yml", "{}").read().text())
        .contains("jobs:1:1: there is no folder jobs/ in ")
        .contains("reveille.yml:1:1: this file is not read; call it reveille.yaml");
  }

  @Test
  void the_list_of_a_real_openclaw_is_read_but_for_its_own_heartbeat() {
    FolderReading reading =
        TestFolder.in(dir)
            .with(
                "reveille.yaml",
                """
                providers: {fake: {api: openai, baseUrl: "http://127.0.0.1:1/v1/"}}
                defaults: {agent: codex, model: fake/model-a}
                """)
            .with("jobs/list.json", TestFolder.resource("/reference/openclaw-cron-list.json"))
            .read();

    assertThat(reading.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.message()).contains("OpenClaw makes this job itself"));
    assertThat(reading.jobs()).hasSize(12);
  }

  @Test
  void crowds_that_the_server_cannot_start_in_time_are_warned_of() {
    StringBuilder jobs = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      jobs.append("- {name: job-")
          .append(i)
          .append(", catchup: ")
          .append(i == 7 ? "10s" : "10m")
          .append(", schedule: {kind: cron, expr: '0 22 * * *', tz: UTC},")
          .append(" payload: {kind: command, argv: [ls]}}\n");
    }
    assertThat(TestFolder.in(dir).with("jobs/many.yaml", jobs.toString()).read().text().lines())
        .singleElement()
        .asString()
        .startsWith("jobs/many.yaml:8:3: warning: catchup: 400 jobs are due at ")
        .contains("write a catchup of more than 13s");
  }
}
