package dev.reveille.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.activities.lease.Seats;
import dev.reveille.activities.place.SessionFolders;
import dev.reveille.activities.place.Workspaces;
import dev.reveille.activities.session.SharedSessions;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Trigger;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.runlog.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidyingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T22:00:00Z");

  @TempDir Path folder;

  private JdbcRunLog log;
  private Path kept;

  @BeforeEach
  void open() {
    log = RunLogs.open(RunLogSettings.sqlite(folder));
    kept = folder.resolve("workspaces");
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void records_older_than_their_retention_go_all_of_them() {
    for (int i = 0; i < 60; i++) {
      ended("old-" + i, NOW.minus(Duration.ofDays(91)));
    }
    ended("young", NOW.minus(Duration.ofDays(89)));

    tidying(Duration.ofDays(90)).run();

    assertThat(log.list(new RunReader.Query(null, null, null, 100)))
        .extracting(RunView::run)
        .containsExactly("young");
  }

  @Test
  void kept_workspaces_go_after_a_month_or_with_the_records_of_their_runs() throws Exception {
    Path old = workspace("old", Duration.ofDays(31));
    Path unrecorded = workspace("unrecorded", Duration.ofDays(15));
    Path young = workspace("young", Duration.ofDays(13));

    tidying(Duration.ofDays(90)).run();
    assertThat(old).doesNotExist();
    assertThat(unrecorded).exists();

    tidying(Duration.ofDays(14)).run();
    assertThat(unrecorded).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void a_worker_that_ends_does_not_wait_for_all_to_be_tidy() {
    for (int i = 0; i < 60; i++) {
      ended("old-" + i, NOW.minus(Duration.ofDays(91)));
    }
    Thread.currentThread().interrupt();

    tidying(Duration.ofDays(90)).run();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(log.list(new RunReader.Query(null, null, null, 100))).isNotEmpty();
  }

  @Test
  void sessions_without_a_turn_for_as_long_as_records_are_kept_are_forgotten() throws Exception {
    Path old = session("old", Duration.ofDays(92));
    Path young = session("young", Duration.ofDays(89));

    tidying(Duration.ofDays(90)).run();

    assertThat(old).doesNotExist();
    assertThat(young.resolve("agent/home/memory")).exists();
    assertThat(young.getParent()).isDirectoryNotContaining("glob:**/.*");
  }

  private Path session(String name, Duration sinceItsLastTurn) throws Exception {
    Path session = folder.resolve("sessions").resolve(name);
    Files.createDirectories(session.resolve("agent/home/memory"));
    Path turn = Files.writeString(session.resolve(SessionFolders.TURN), "{}");
    Files.setLastModifiedTime(turn, FileTime.from(NOW.minus(sinceItsLastTurn)));
    return session;
  }

  private Tidying tidying(Duration retention) {
    SessionFolders sessions = new SessionFolders(folder.resolve("sessions"));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new Tidying(
        new Workspaces(kept, sessions),
        new SharedSessions(sessions, "host", Duration.ofMinutes(30), new Seats(1), clock),
        log,
        retention,
        clock);
  }

  private Path workspace(String run, Duration age) throws Exception {
    Path workspace = kept.resolve("job").resolve(run);
    Files.createDirectories(workspace.resolve("1/sub"));
    Files.setLastModifiedTime(workspace, FileTime.from(NOW.minus(age)));
    return workspace;
  }

  private void ended(String workflowId, Instant at) {
    RunKey key = new RunKey(workflowId, "run-1");
    log.open(
        new RunOpened(
            key,
            "run-1",
            "default",
            "job",
            "desk",
            at,
            Trigger.SCHEDULE,
            "isolated",
            "codex",
            "sha256:1",
            "openai/gpt-5.4-nano",
            60_000,
            900_000,
            at));
    log.settle(new RunSettled(key, RunStatus.SUCCEEDED, "OK", "It went well.", List.of(), at));
  }
}
