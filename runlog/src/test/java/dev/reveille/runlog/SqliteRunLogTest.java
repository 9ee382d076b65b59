package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.key;
import static dev.reveille.runlog.Samples.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteRunLogTest extends RunLogContract {
  @TempDir private Path folder;

  @Override
  RunLogSettings emptyRunLog() {
    return RunLogSettings.sqlite(folder.resolve("da ta?x=1#%41 火"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 57, 400})
  void a_killed_writer_loses_nothing_it_acknowledged(int kills) throws Exception {
    Path data = folder.resolve("killed");
    List<Integer> acknowledged = new ArrayList<>();
    for (String run : List.of("first", "second")) {
      Process writer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  WritesUntilKilled.class.getName(),
                  data.toString(),
                  run)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
        int last = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          last = Integer.parseInt(line);
          if (last == kills) {
            // Not the process itself: that would close the pipe with what was acknowledged.
            writer.toHandle().destroyForcibly();
          }
        }
        acknowledged.add(last);
      } finally {
        writer.destroyForcibly().waitFor();
      }
    }
    assertThat(acknowledged).allSatisfy(last -> assertThat(last).isGreaterThanOrEqualTo(kills));
    RunLogSettings settings = RunLogSettings.sqlite(data);
    try (ReadableRunLog log = RunLogs.openToRead(settings)) {
      for (String run : List.of("first", "second")) {
        int last = acknowledged.get(run.equals("first") ? 0 : 1);
        List<RunView.Event> events = log.find(new RunKey("killed", run), 0).orElseThrow().events();
        for (EventType type : List.of(EventType.BOOT_STARTED, EventType.EFFECT)) {
          assertThat(events.stream().filter(e -> e.event() == type && e.attempt() <= last).count())
              .isEqualTo(last);
        }
      }
    }
    try (Connection connection = connect(settings);
        var check = connection.createStatement().executeQuery("PRAGMA integrity_check")) {
      assertThat(check.getString(1)).isEqualTo("ok");
    }
  }

  @Test
  void many_may_open_a_new_file_at_once() throws Exception {
    RunLogSettings settings = RunLogSettings.sqlite(folder.resolve("new"));
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Integer>> openings = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String name = "run-" + i;
        openings.add(
            () -> {
              try (JdbcRunLog log = RunLogs.open(settings)) {
                log.open(opened(key(name), "job", NOON));
                return log.list(ALL).size();
              }
            });
      }
      for (var opening : threads.invokeAll(openings)) {
        assertThat(opening.get()).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
    try (ReadableRunLog log = RunLogs.openToRead(settings)) {
      assertThat(log.list(ALL)).hasSize(6);
    }
  }

  @Test
  void only_the_owner_can_read_the_file() throws Exception {
    RunLogSettings settings = RunLogSettings.sqlite(folder.resolve("a/b"));
    try (JdbcRunLog log = RunLogs.open(settings)) {
      log.open(opened(key("a"), "job", NOON));
      try (var files = Files.list(settings.folder())) {
        assertThat(files.filter(file -> file.getFileName().toString().matches("runs.db(-.*)?")))
            .hasSizeGreaterThanOrEqualTo(2)
            .allSatisfy(
                file ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.folder())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void the_native_library_is_kept_where_the_next_command_finds_it() throws Exception {
    Path data = folder.resolve("native-test");
    for (int i = 0; i < 2; i++) {
      Process command =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OpensOnce.class.getName(),
                  data.toString())
              .inheritIO()
              .start();
      assertThat(command.waitFor()).isZero();
    }
    try (var files = Files.walk(data.resolve("native"))) {
      assertThat(files.filter(Files::isRegularFile))
          .singleElement()
          .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(100_000));
    }
    try (var files = Files.list(folder.resolve("tmp"))) {
      assertThat(files).as("nothing unpacked into the temporary folder").isEmpty();
    }
  }

  @Test
  void reading_where_no_run_log_is_finds_nothing_says_so_and_makes_nothing() throws Exception {
    Path none = folder.resolve("none");
    try (ReadableRunLog log = RunLogs.openToRead(RunLogSettings.sqlite(none))) {
      assertThat(log.notice())
          .hasValueSatisfying(notice -> assertThat(notice).contains("reveille up"));
      assertThat(log.list(ALL)).isEmpty();
      assertThat(log.find(key("a"), 1)).isEmpty();
      assertThat(log.resolve("a")).isEmpty();
    }
    assertThat(none).doesNotExist();

    Files.createDirectories(none);
    Files.createFile(none.resolve("runs.db"));
    try (ReadableRunLog log = RunLogs.openToRead(RunLogSettings.sqlite(none))) {
      assertThat(log.notice()).as("an empty file, being made just now").isPresent();
      assertThat(log.list(ALL)).isEmpty();
    }
  }

  @Test
  void a_file_that_is_no_run_log_is_named_and_left_alone() throws Exception {
    RunLogSettings settings = RunLogSettings.sqlite(folder);
    byte[] garbage = "not a database ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    Files.write(settings.file(), garbage);
    for (Callable<?> opening :
        List.<Callable<?>>of(() -> RunLogs.open(settings), () -> RunLogs.openToRead(settings))) {
      assertThatThrownBy(opening::call)
          .isInstanceOfSatisfying(
              RunLogUnavailable.class,
              e -> assertThat(e.reason()).isEqualTo(RunLogUnavailable.Reason.CORRUPT))
          .hasMessageContaining(settings.file().toString())
          .hasMessageContaining("Move the file away");
    }
    assertThat(Files.readAllBytes(settings.file())).isEqualTo(garbage);
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> RunLogs.open(RunLogSettings.sqlite(file.resolve("data"))))
        .isInstanceOfSatisfying(
            RunLogUnavailable.class,
            e -> assertThat(e.reason()).isEqualTo(RunLogUnavailable.Reason.DENIED))
        .hasMessageContaining("--data");
  }

  @Test
  void a_full_disk_and_a_lock_are_told_apart() throws Exception {
    RunLogSettings settings = RunLogSettings.sqlite(folder.resolve("full"));
    Failures failures = new Failures(settings);
    RunLogs.open(settings).close();
    try (Connection holder = connect(settings);
        Connection other = connect(settings);
        var holding = holder.createStatement();
        var trying = other.createStatement()) {
      holding.execute("PRAGMA max_page_count = 1");
      assertThatThrownBy(
              () ->
                  holding.execute(
                      "INSERT INTO host VALUES (hex(zeroblob(1000000)), '', '', '', 1)"))
          .satisfies(
              e ->
                  assertThat(failures.translate(e))
                      .isInstanceOfSatisfying(
                          RunLogUnavailable.class,
                          full -> {
                            assertThat(full.reason()).isEqualTo(RunLogUnavailable.Reason.FULL);
                            assertThat(full.passing()).isFalse();
                          }));
      trying.execute("PRAGMA busy_timeout = 0");
      holding.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> trying.execute("DELETE FROM host"))
          .satisfies(
              e ->
                  assertThat(failures.translate(e))
                      .isInstanceOfSatisfying(
                          RunLogUnavailable.class,
                          locked -> {
                            assertThat(locked.reason()).isEqualTo(RunLogUnavailable.Reason.LOCKED);
                            assertThat(locked.passing()).isTrue();
                          }));
      holding.execute("ROLLBACK");
    }
  }

  @Test
  void a_reader_works_while_a_writer_is_in_a_transaction_and_never_makes_it_wait()
      throws Exception {
    RunLogSettings settings = RunLogSettings.sqlite(folder.resolve("both"));
    try (JdbcRunLog log = RunLogs.open(settings);
        Connection holder = connect(settings);
        var holding = holder.createStatement()) {
      log.open(opened(key("a"), "job", NOON));
      holding.execute("BEGIN IMMEDIATE");
      try (ReadableRunLog reader = RunLogs.openToRead(settings)) {
        assertThat(reader.list(ALL)).hasSize(1);
        holding.execute("ROLLBACK");
        log.open(opened(key("b"), "job", NOON));
        assertThat(reader.list(ALL)).hasSize(2);
      }
    }
  }

  private static Connection connect(RunLogSettings settings) throws Exception {
    return DriverManager.getConnection(
        Connections.url(settings), Connections.properties(settings, false));
  }
}
