package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.key;
import static dev.reveille.runlog.Samples.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.run.RunView;
import org.junit.jupiter.api.Test;

/** What every run log promises; run on each database. The parts of the contract stand above it. */
abstract class RunLogContract extends BoardContract {
  @Test
  void a_reader_sees_what_a_writer_writes_meanwhile_and_cannot_write() {
    try (ReadableRunLog reader = RunLogs.openToRead(settings)) {
      assertThat(reader.notice()).isEmpty();
      assertThat(reader.list(ALL)).isEmpty();
      log.open(opened(key("a"), "job", NOON));
      assertThat(reader.list(ALL)).hasSize(1);
      assertThat(reader.resolve("a")).containsExactly(key("a"));
      log.open(opened(key("b"), "job", NOON));
      assertThat(reader.list(ALL)).hasSize(2);
    }
  }

  @Test
  void it_is_all_there_after_opening_again() {
    log.open(opened(key("a"), "job", NOON));
    log.close();
    log = RunLogs.open(settings);
    assertThat(log.list(ALL)).extracting(RunView::run).containsExactly("a");
    assertThatThrownBy(() -> new RunReader.Query(null, null, null, 0))
        .hasMessageContaining("limit: 0");
  }

  @Test
  void tables_of_a_newer_version_are_refused_with_the_remedy() throws Exception {
    log.close();
    try (var connection =
            java.sql.DriverManager.getConnection(
                Connections.url(settings), Connections.properties(settings, false));
        var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE reveille_schema_history SET version = '99' WHERE version = '"
              + Schema.NEWEST
              + "'");
    }
    assertThatThrownBy(() -> RunLogs.open(settings))
        .isInstanceOf(RunLogUnavailable.class)
        .hasMessageContaining("newer Reveille")
        .hasMessageContaining("99");
    assertThatThrownBy(() -> RunLogs.openToRead(settings))
        .isInstanceOf(RunLogUnavailable.class)
        .hasMessageContaining("newer Reveille");
  }
}
