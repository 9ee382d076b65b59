package dev.reveille.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgresRunLogTest extends RunLogContract {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start_a_real_server() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
    RunLogs.open(settings("postgres")).close();
  }

  @AfterAll
  static void stop_it() throws IOException {
    postgres.close();
  }

  @Override
  RunLogSettings emptyRunLog() throws Exception {
    String name = "runs_" + DATABASES.incrementAndGet();
    try (var connection = postgres.getTemplateDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE postgres");
    }
    return settings(name);
  }

  @Test
  void a_wrong_user_and_a_wrong_database_are_told_apart() {
    assertThatThrownBy(() -> RunLogs.open(settings("nowhere")))
        .isInstanceOfSatisfying(
            RunLogUnavailable.class,
            e -> assertThat(e.reason()).isEqualTo(RunLogUnavailable.Reason.SETTINGS))
        .hasMessageContaining("does not exist");
    RunLogSettings nobody =
        new RunLogSettings(Path.of("unused"), settings("postgres").url(), "nobody", "wrong");
    assertThatThrownBy(() -> RunLogs.openToRead(nobody))
        .isInstanceOfSatisfying(
            RunLogUnavailable.class,
            e -> assertThat(e.reason()).isEqualTo(RunLogUnavailable.Reason.DENIED))
        .hasMessageContaining(RunLogSettings.USER_VARIABLE)
        .hasMessageNotContaining("wrong");
  }

  @Test
  void reading_a_database_without_tables_finds_nothing_and_makes_nothing() throws Exception {
    String name = "empty_" + DATABASES.incrementAndGet();
    try (var connection = postgres.getTemplateDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
    }
    for (int i = 0; i < 2; i++) {
      try (ReadableRunLog log = RunLogs.openToRead(settings(name))) {
        assertThat(log.notice()).isPresent();
      }
    }
  }

  private static RunLogSettings settings(String database) {
    return new RunLogSettings(
        Path.of("unused"),
        "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database,
        "postgres",
        null);
  }
}
