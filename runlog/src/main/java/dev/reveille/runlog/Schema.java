package dev.reveille.runlog;

import com.zaxxer.hikari.HikariDataSource;
import dev.reveille.runlog.RunLogUnavailable.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The version of the tables, and their making. Flyway is loaded only where there is work for it.
 */
final class Schema {
  /** Of the newest file in {@code migration/}. */
  static final int NEWEST = 7;

  /** No tables yet. */
  static final int NONE = 0;

  private static final String HISTORY = "reveille_schema_history";
  private static final ReentrantLock ONE_THREAD = new ReentrantLock();

  private final RunLogSettings settings;
  private final Failures failures;

  Schema(RunLogSettings settings) {
    this.settings = settings;
    this.failures = new Failures(settings);
  }

  /** Makes or brings up the tables, whichever process comes first. */
  void migrate() {
    if (settings.url() != null) {
      if (!isNewest(version())) {
        runFlyway();
      }
      return;
    }
    Path file = settings.file();
    try {
      PrivateFiles.make(file);
      NativeSqlite.keep(settings.folder());
      if (isNewest(version())) {
        return;
      }
      ONE_THREAD.lock();
      // Flyway has no lock of its own on SQLite.
      try (FileChannel channel =
              FileChannel.open(
                  file.resolveSibling(file.getFileName() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !isNewest(version())) {
          runFlyway();
        }
      } finally {
        ONE_THREAD.unlock();
      }
    } catch (IOException e) {
      throw failures.failure(
          Reason.DENIED,
          "cannot be made (" + e + ").",
          "Give this user the right to write the data folder, or name another with --data.",
          e);
    }
  }

  /**
   * @return 0 for a database without our tables
   */
  int version() {
    if (settings.url() == null && !Files.exists(settings.file())) {
      return NONE;
    }
    try (Connection connection =
        DriverManager.getConnection(
            Connections.url(settings), Connections.properties(settings, true))) {
      return version(connection);
    } catch (SQLException e) {
      throw failures.translate(e);
    }
  }

  int version(Connection connection) {
    String exists =
        settings.url() == null
            ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '" + HISTORY + "'"
            : "SELECT count(to_regclass('" + HISTORY + "'))";
    try (Statement statement = connection.createStatement()) {
      return number(statement, exists) == 0
          ? NONE
          : number(
              statement,
              "SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM "
                  + HISTORY
                  + " WHERE success");
    } catch (SQLException e) {
      throw failures.translate(e);
    }
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  /**
   * @throws RunLogUnavailable when the tables are of a later version
   */
  boolean isNewest(int version) {
    if (version > NEWEST) {
      throw failures.failure(
          Reason.VERSION,
          "was written by a newer Reveille (tables of version "
              + version
              + ", expected: at most "
              + NEWEST
              + ").",
          "Use that version of Reveille, or another data folder.",
          null);
    }
    return version == NEWEST;
  }

  private void runFlyway() {
    boolean sqlite = settings.url() == null;
    try (HikariDataSource pool = Connections.pool(settings, false, 2)) {
      FluentConfiguration flyway =
          Flyway.configure(Schema.class.getClassLoader())
              .dataSource(pool)
              .locations(
                  "classpath:dev/reveille/runlog/migration/" + (sqlite ? "sqlite" : "postgresql"))
              .table(HISTORY)
              .baselineOnMigrate(true)
              .baselineVersion("0");
      if (settings.url() != null && !settings.url().contains("currentSchema=")) {
        flyway.defaultSchema(Connections.SCHEMA).createSchemas(true);
      }
      flyway.load().migrate();
    } catch (RuntimeException e) {
      throw failures.translate(e);
    }
  }
}
