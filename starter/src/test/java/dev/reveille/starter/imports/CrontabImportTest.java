package dev.reveille.starter.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Payload;
import dev.reveille.starter.files.problem.Problem;
import dev.reveille.starter.imports.ImportedJob.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrontabImportTest {
  private static final String CRONTAB =
      """
      # m h dom mon dow command
      MAILTO=me@example.com
      PATH=/usr/local/bin:/usr/bin:/bin
      API_TOKEN=abcdefgh12345678

      # Nightly backup
      15 3 * * * cd /srv/app && ./backup.sh --full >> /var/log/backup.log 2>&1
      CRON_TZ=America/New_York
      0 9 * * 1-5 /usr/bin/report --to boss
      30 4 13 * 5 awk '{print}' /etc/hosts | mail -s "on \\%d" me
      0 5 * * * cat%first line%second line
      @reboot /usr/bin/warm-up
      @daily PGPASSWORD=hunter2hunter2 pg_dump app > /tmp/app.sql
      0 22 * * * cd ~/desk && claude -p "Tune tonight's plan" --model claude-sonnet-4-5 > out.txt
      0 23 * * * codex exec "$(cat prompt.txt)"
      61 nonsense
      """;

  @TempDir Path dir;

  @Test
  void lines_become_commands_that_validate() {
    Imported imported = Imported.crontab(Imported.folder(dir), CRONTAB);

    assertThat(imported.reading().errors()).isEmpty();
    JobDefinition backup = definition(imported, "nightly-backup");
    assertThat(command(backup).argv())
        .containsExactly("/bin/sh", "-c", "./backup.sh --full >> /var/log/backup.log 2>&1");
    assertThat(command(backup).cwd()).isEqualTo("/srv/app");
    assertThat(backup.env()).containsKeys("PATH", "API_TOKEN");
    JobDefinition report = definition(imported, "report");
    assertThat(command(report).argv()).containsExactly("/usr/bin/report", "--to", "boss");
    assertThat(report.schedule().tz()).hasToString("America/New_York");
    assertThat(backup.schedule().tz()).hasToString("Europe/Berlin");
    assertThat(command(definition(imported, "cat")).input()).isEqualTo("first line\nsecond line\n");
    assertThat(command(definition(imported, "awk")).argv().get(2))
        .isEqualTo("awk '{''print}' /etc/hosts | mail -s \"on %d\" me");
  }

  @Test
  void no_key_is_copied_and_each_is_named() {
    Imported imported = Imported.crontab(Imported.folder(dir), CRONTAB);

    JobDefinition dump = definition(imported, "pg-dump");
    assertThat(command(dump).argv().get(2))
        .startsWith("PGPASSWORD=\"${PG_DUMP_PGPASSWORD}\" pg_dump");
    assertThat(dump.env()).containsKey("PG_DUMP_PGPASSWORD");
    for (ImportedJob job : imported.report().jobs()) {
      String all = job + (job.file() == null ? "" : imported.file(job.name()));
      assertThat(all).doesNotContain("hunter2", "abcdefgh12345678");
    }
  }

  @Test
  void what_is_no_time_is_held_and_what_is_no_line_is_said() {
    Imported imported = Imported.crontab(Imported.folder(dir), CRONTAB);

    assertThat(imported.job("warm-up").outcome()).isEqualTo(Outcome.HELD);
    assertThat(imported.job("warm-up").message()).contains("reveille start");
    assertThat(imported.problems().sorted())
        .extracting(Problem::text)
        .anyMatch(text -> text.startsWith("crontab:16:1: warning: '61 nonsense'"));
  }

  @Test
  void calls_of_agents_are_offered_as_turns_and_become_them_when_asked() {
    Imported as = Imported.crontab(Imported.folder(dir), CRONTAB);
    assertThat(as.file("claude")).contains("# payload: {kind: agentTurn", "# agent: claude");
    assertThat(definition(as, "claude").payload().kind()).isEqualTo(Payload.Kind.COMMAND);

    String other = CRONTAB.replace("--model claude", "--model other/claude");
    Imported turns = Imported.crontab(dir, other, true);

    JobDefinition turn = definition(turns, String.valueOf(turns.job("claude").job()));
    assertThat(turn.payload().message()).isEqualTo("Tune tonight's plan");
    assertThat(String.valueOf(turn.pin())).contains("claude-sonnet-4-5");
    assertThat(turn.workspace()).isEqualTo("/home/me/desk");
    assertThat(turns.job("codex").fields())
        .anyMatch(note -> note.fate() == Fate.NOT_CARRIED && note.field().equals("command"));
  }

  @Test
  void a_line_stays_the_same_job_when_its_time_changes() {
    Imported.crontab(Imported.folder(dir), CRONTAB);

    Imported later = Imported.crontab(dir, CRONTAB.replace("15 3 * * *", "20 3 * * *"));

    assertThat(later.job("Nightly backup").outcome()).isEqualTo(Outcome.UPDATED);
    assertThat(later.report().count(Outcome.WRITTEN)).isZero();
    assertThat(later.report().gone()).isEmpty();
  }

  private static JobDefinition definition(Imported imported, String id) {
    return imported.reading().job(id).orElseThrow(() -> new AssertionError(id)).definition();
  }

  private static Payload.Command command(JobDefinition job) {
    return java.util.Objects.requireNonNull(job.payload().command());
  }
}
