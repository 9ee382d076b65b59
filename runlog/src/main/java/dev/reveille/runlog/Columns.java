package dev.reveille.runlog;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads columns that may be null. */
final class Columns {
  private Columns() {}

  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    Long micros = number(row, column);
    return micros == null ? null : Times.instant(micros);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return requireNonNull(instantOrNull(row, column), column);
  }
}
