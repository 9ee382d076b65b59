package dev.reveille.starter.imports;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.starter.imports.ImportedJob.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenClawImportTest {
  private static final String LIST = Imported.resource("/reference/openclaw-cron-list.json");
  private static final String LEGACY = Imported.resource("/imports/openclaw-legacy.json");

  @TempDir Path dir;

  @Test
  void a_real_list_becomes_job_files_that_validate() {
    Imported imported = Imported.openclaw(Imported.folder(dir), LIST);

    assertThat(imported.report().jobs()).filteredOn(j -> j.outcome() == Outcome.HELD).isEmpty();
    assertThat(imported.report().count(Outcome.WRITTEN)).isEqualTo(10);
    assertThat(imported.reading().errors()).isEmpty();
    assertThat(imported.reading().jobs()).hasSize(10);
    JobDefinition morning = imported.reading().job("cron-tz").orElseThrow().definition();
    ModelPin pin = requireNonNull(morning.pin());
    assertThat(pin.model()).hasToString("fake/model-b");
    assertThat(pin.substitutes()).extracting(Object::toString).containsExactly("fake/model-a");
    assertThat(pin.lock()).hasToString("{reasoning_effort=\"low\"}");
    assertThat(morning.execute().timeout()).hasMinutes(2);
    assertThat(imported.reading().job("custom-session").orElseThrow().definition().deliver())
        .containsExactly("team");
    assertThat(imported.reading().job("six-field").orElseThrow().enabled()).isFalse();
  }

  @Test
  void what_openclaw_makes_for_itself_is_skipped_and_said() {
    Imported imported = Imported.openclaw(Imported.folder(dir), LIST);

    assertThat(imported.report().jobs())
        .filteredOn(job -> job.outcome() == Outcome.SKIPPED)
        .extracting(ImportedJob::name)
        .containsExactlyInAnyOrder(
            "Memory Dreaming Promotion", "skill-collection-review-main", "heartbeat-main");
  }

  @Test
  void a_legacy_file_is_read_with_its_old_words_and_its_broken_job_is_held() {
    Imported imported = Imported.openclaw(Imported.folder(dir), "// mine\n" + LEGACY);

    assertThat(imported.job("broken").outcome()).isEqualTo(Outcome.HELD);
    assertThat(imported.job("broken").message()).contains("'nope'");
    assertThat(imported.job("broken").place()).startsWith("cron.json:98:");
    assertThat(imported.reading().jobs())
        .extracting(job -> job.definition().id())
        .containsExactlyInAnyOrder("morning-brief", "remind", "tick", "old-cron-key");
    assertThat(imported.reading().job("tick").orElseThrow().enabled()).isFalse();
    assertThat(rule(imported, "tick").anchor()).hasToString("2026-01-01T00:00:00Z");
    assertThat(rule(imported, "old-cron-key").stagger().jitter()).hasMinutes(5);
    assertThat(rule(imported, "remind").at()).hasToString("2030-01-01T00:00:00Z");
    assertThat(imported.job("Morning brief").fields())
        .anySatisfy(
            note -> {
              assertThat(note.field()).isEqualTo("payload.deliver");
              assertThat(note.fate()).isEqualTo(Fate.NOT_CARRIED);
            });
    assertThat(imported.report().toAdd())
        .contains(
            "telegram-123456: {kind: telegram, tokenEnv: TELEGRAM_BOT_TOKEN, chat: \"123456\"}");
  }

  @Test
  void twice_gives_the_same_files_and_writes_nothing() throws Exception {
    Imported first = Imported.openclaw(Imported.folder(dir), LIST);
    Path file = dir.resolve(String.valueOf(first.job("cmd-job").file()));
    Object inode = Files.getAttribute(file, "unix:ino");

    Imported again = Imported.openclaw(dir, LIST.replace("1795244966561", "1795244999999"));

    assertThat(again.report().count(Outcome.UNCHANGED)).isEqualTo(10);
    assertThat(again.report().count(Outcome.WRITTEN)).isZero();
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
  }

  @Test
  void a_job_that_changed_there_is_updated_and_a_file_that_a_person_changed_is_left_alone() {
    Imported first = Imported.openclaw(Imported.folder(dir), LIST);
    Path mine = dir.resolve(String.valueOf(first.job("cmd-job").file()));
    Imported.write(mine, first.file("cmd-job") + "overlap: allowAll\n");

    Imported again = Imported.openclaw(dir, LIST.replace("30 6 * * 1-5", "45 6 * * 1-5"));

    assertThat(again.job("cron-tz").outcome()).isEqualTo(Outcome.UPDATED);
    assertThat(again.file("cron-tz")).contains("45 6 * * 1-5");
    assertThat(again.job("cmd-job").outcome()).isEqualTo(Outcome.KEPT);
    assertThat(again.job("cmd-job").message()).contains("left as it is");
    assertThat(Imported.read(mine)).endsWith("overlap: allowAll\n");
    assertThat(again.reading().errors()).isEmpty();
  }

  @Test
  void a_job_that_is_no_longer_named_is_told_and_its_file_stays() {
    Imported.openclaw(Imported.folder(dir), LIST);

    Imported fewer = Imported.openclaw(dir, "{jobs: []}");

    assertThat(fewer.report().gone()).hasSize(10).contains("jobs/openclaw/cmd-job.yaml");
    assertThat(fewer.reading().jobs()).hasSize(10);
  }

  @Test
  void a_paused_import_begins_paused_and_leaves_what_was_disabled_disabled() {
    Imported imported = Imported.openclaw(Imported.folder(dir), LIST, Imported.PAUSED);

    PlannedJob job = imported.reading().job("cmd-job").orElseThrow();
    assertThat(job.enabled()).isTrue();
    assertThat(job.startPaused()).isTrue();
    assertThat(imported.reading().job("six-field").orElseThrow().enabled()).isFalse();
  }

  private static ScheduleRule rule(Imported imported, String id) {
    return imported.reading().job(id).orElseThrow().definition().schedule();
  }
}
