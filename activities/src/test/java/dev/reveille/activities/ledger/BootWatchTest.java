package dev.reveille.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.alert.Report;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.boothealth.BootSample.Ending;
import dev.reveille.domain.boothealth.BootSample.How;
import dev.reveille.domain.boothealth.BootSample.Stage;
import dev.reveille.domain.boothealth.HostFacts;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.run.RunKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootWatchTest {
  private static final Duration BETWEEN = Duration.ofHours(6);
  private static final Duration ONE_DAY = Duration.ofDays(1);
  private static final HostFacts WEAK =
      new HostFacts(
          2,
          3L << 30,
          1L << 30,
          0.4,
          0.0,
          0.0,
          0.0,
          50L << 30,
          Instant.parse("2026-08-01T00:00:00Z"),
          Instant.parse("2026-11-01T00:00:00Z"),
          "Java 17",
          "Debian GNU/Linux 12",
          "Node 24.1.0");

  @TempDir Path folder;

  private LedgerDesk desk;
  private int boots;

  @BeforeEach
  void open() {
    desk = new LedgerDesk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void boots(String target, long millis) {
    boots("tick", target, millis);
  }

  private void boots(String job, String target, long millis) {
    desk.log.boot(
        new BootSample(
            new RunKey(target + "-" + boots++, "1"),
            1,
            desk.now(),
            LedgerJobs.OWNER,
            job,
            "codex",
            target,
            "den",
            true,
            How.START,
            Ending.READY,
            millis,
            60_000,
            0.7,
            null,
            List.of(new Stage("spawn", 30), new Stage("session", millis - 500)),
            "codex 2.6.0",
            WEAK));
  }

  @Test
  void one_alert_for_an_incident_names_stage_limit_others_and_host_and_one_ends_it() {
    for (int i = 0; i < 80; i++) {
      boots("isolated", (long) (30_000 * Math.pow(1.03, i / 4.0)));
      boots("main", 21_000 + i % 3 * 100);
      if (i % 4 == 0) {
        desk.look(List.of());
        desk.look(List.of());
      }
      desk.jump(BETWEEN);
    }
    assertThat(desk.alerts).hasSize(1);
    Report alert = desk.alerts.get(0);
    assertThat(alert.item().jobName()).isEqualTo("Boot of codex for isolated on den");
    assertThat(alert.item().verdict()).isEqualTo("BOOT_NEAR_LIMIT");
    assertThat(alert.item().message())
        .contains("of 1 min (warning from 42 s), growing 3.0 % a day: at the limit in ")
        .hasSizeLessThan(160);
    assertThat(alert.remedy())
        .startsWith("Stage session grew from ")
        .contains("Steady on this host: codex for main.", "2 cores", "3.0 GiB", "up for ");
    for (int i = 0; i < 12; i++) {
      boots("isolated", 20_000);
      desk.look(List.of());
      desk.jump(BETWEEN);
    }
    assertThat(desk.alerts).hasSize(1);
    assertThat(desk.good).hasSize(1);
    assertThat(desk.good.get(0).item().job()).isEqualTo("boot/codex/isolated/den");
  }

  @Test
  void a_new_ledger_knows_what_the_one_before_has_told() {
    for (int i = 0; i < 10; i++) {
      boots("isolated", 50_000);
      desk.look(List.of());
      desk.jump(BETWEEN);
    }
    assertThat(desk.alerts).hasSize(1);
    Instant then = desk.now();
    desk.close();
    desk = new LedgerDesk(folder);
    desk.jump(Duration.between(desk.now(), then));
    boots("isolated", 50_000);
    desk.look(List.of());
    assertThat(desk.alerts).isEmpty();
  }

  @Test
  void all_whose_boots_they_are_hear_of_it_once_however_many_failures_they_wait_for_else() {
    job("tick", new AlertPolicy(List.of("oncall"), 3, ONE_DAY, List.of(), false));
    job("tock", AlertPolicy.to(List.of("team", "oncall")));
    job("away", AlertPolicy.to(List.of("nobody")));
    for (int i = 0; i < 10; i++) {
      boots("tick", "isolated", 50_000);
      boots("tock", "isolated", 50_000);
      boots("away", "main", 1_000);
      desk.look(List.of());
      desk.jump(BETWEEN);
    }
    List<Report> warnings =
        desk.alerts.stream()
            .filter(report -> report.item().verdict().equals(BootWatch.NEAR_LIMIT))
            .toList();
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).policy())
        .isEqualTo(new AlertPolicy(List.of("oncall", "team"), 1, ONE_DAY, List.of(), false));
  }

  private void job(String id, AlertPolicy alerts) {
    desk.server.apply(LedgerJobs.every(id, ONE_DAY, Overlap.SKIP, alerts), desk.now());
  }
}
