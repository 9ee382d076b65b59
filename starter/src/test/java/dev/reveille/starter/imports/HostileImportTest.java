package dev.reveille.starter.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.starter.files.problem.Problem;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.tree.SourceText;
import dev.reveille.starter.imports.ImportedJob.Outcome;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileImportTest {
  @TempDir Path dir;

  @Test
  void names_of_any_script_that_slug_alike_or_look_like_paths_get_files_of_their_own() {
    String jobs =
        job("a1", "每日摘要")
            + ","
            + job("a2", "Ä")
            + ","
            + job("a3", "a")
            + ","
            + job("a4", "../../etc/passwd")
            + ","
            + job("a5", "A")
            + ","
            + job("../a6", "con\\u0000\\u001b[31m\\nred")
            + ","
            + job("a7", "");
    Imported imported = Imported.openclaw(Imported.folder(dir), "[" + jobs + "]");

    assertThat(imported.report().count(Outcome.WRITTEN)).isEqualTo(7);
    assertThat(imported.reading().errors()).isEmpty();
    assertThat(imported.report().jobs())
        .extracting(ImportedJob::file)
        .doesNotHaveDuplicates()
        .allMatch(file -> file != null && file.matches("jobs/openclaw/[a-z0-9-]+\\.yaml"));
    assertThat(imported.file("每日摘要")).contains("name: 每日摘要");
    assertThat(Imported.openclaw(dir, "[" + jobs + "]").report().count(Outcome.UNCHANGED))
        .isEqualTo(7);
  }

  @Test
  void one_id_twice_is_held_and_everything_odd_is_named_where_it_stands() {
    String json =
        "[\n"
            + job("a", "one")
            + ",\n"
            + job("a", "two")
            + ",\n7,\n{},\n"
            + "{id: 'x', schedule: 3, payload: [], enabled: 'yes', newField: {deep: true}}]";
    Imported imported = Imported.openclaw(Imported.folder(dir), json);

    assertThat(imported.report().jobs())
        .extracting(ImportedJob::outcome)
        .containsExactly(Outcome.WRITTEN, Outcome.HELD, Outcome.HELD, Outcome.HELD, Outcome.HELD);
    assertThat(imported.job("two").place()).isEqualTo("cron.json:3:1");
    assertThat(imported.job("x").message()).contains("no schedule", "no payload");
    assertThat(imported.job("x").fields())
        .extracting(FieldNote::field)
        .contains("schedule", "payload", "enabled", "newField");
  }

  @Test
  void what_is_no_list_of_jobs_is_refused_with_its_place() {
    assertThat(errors("{\"jobs\": [{]}")).contains("cron.json:1:12: not JSON:");
    assertThat(errors("3")).contains("cron.json:1:1:", "openclaw cron list --all --json");
    assertThat(errors("[".repeat(5000))).contains("deep");
    assertThat(errors("{\"jobs\": [{\"id\": 1, \"id\": 2}]}")).contains("cron.json:1:21:");
  }

  private String errors(String json) {
    Imported imported = Imported.openclaw(Imported.folder(dir), json);
    return String.join("\n", imported.problems().sorted().stream().map(Problem::text).toList());
  }

  @Test
  void an_id_that_another_file_has_is_not_taken() {
    Imported.write(
        Imported.folder(dir).resolve("jobs/mine.yaml"),
        "id: one\nschedule: {every: 1h}\npayload: {kind: command, argv: [date]}\n");

    Imported imported = Imported.openclaw(dir, "[" + job("0123456789", "one") + "]");

    assertThat(imported.job("one").job()).isEqualTo("one-01234567");
    assertThat(imported.reading().errors()).isEmpty();
  }

  @Test
  void a_link_out_of_the_folder_is_not_written_through(@TempDir Path elsewhere) throws Exception {
    Files.createDirectories(Imported.folder(dir).resolve("jobs"));
    Files.createSymbolicLink(dir.resolve("jobs/openclaw"), elsewhere);

    assertThatThrownBy(() -> Imported.openclaw(dir, "[" + job("a", "one") + "]"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("leads out");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void keys_of_a_command_are_named_and_never_written() {
    String job =
        """
        {id: 'k', name: 'keys', schedule: {kind: 'every', everyMs: 60000}, payload: {kind: 'command',
         argv: ['sh', '-lc', "curl -H 'Authorization: Bearer s3cr3tvalue99' https://u:pa55word@x.y/{id}"],
         env: {DEEP_TOKEN: 'literal-value-1', PLAIN: 'fine'}}}
        """;
    Imported imported = Imported.openclaw(Imported.folder(dir), "[" + job + "]");

    assertThat(imported.job("keys").outcome()).isEqualTo(Outcome.WRITTEN);
    assertThat(imported.file("keys") + imported.report())
        .doesNotContain("s3cr3tvalue99", "pa55word", "literal-value-1")
        .contains("'Authorization: Bearer '\\\"${KEYS_KEY}\\\"''", "fromEnv: DEEP_TOKEN");
  }

  @Property(tries = 300)
  void any_message_comes_back_as_it_was(@ForAll String message) {
    ObjectNode job = Draft.mapping().put("message", message).put("n", 3L);
    Draft draft = new Draft("a", dev.reveille.starter.files.problem.Place.startOf("a"), "a");
    String text = JobText.of("OpenClaw", draft, job);
    Problems problems = new Problems();

    var read = SourceText.tree("a.yaml", text, problems);

    assertThat(problems.sorted()).isEmpty();
    assertThat(Json.write(read.orElseThrow().json())).isEqualTo(Json.write(job));
    assertThat(JobText.origin(text)).hasValueSatisfying(o -> assertThat(o.changed()).isFalse());
  }

  private static String job(String id, String name) {
    return "{\"id\": \"%s\", \"name\": \"%s\", \"schedule\": {\"kind\": \"every\", \"everyMs\": 60000},"
            .formatted(id, name)
        + " \"sessionTarget\": \"isolated\", \"payload\": {\"kind\": \"agentTurn\", \"message\": \"x\"}}";
  }
}
