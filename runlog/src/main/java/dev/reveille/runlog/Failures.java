package dev.reveille.runlog;

import dev.reveille.runlog.RunLogUnavailable.Reason;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the drivers throw into what a person can act on. JDBI's own exceptions are left out of
 * the chain of causes, as their text repeats the bound values.
 */
final class Failures {
  private final RunLogSettings settings;

  Failures(RunLogSettings settings) {
    this.settings = settings;
  }

  RuntimeException translate(Throwable thrown) {
    if (thrown instanceof RunLogUnavailable known) {
      return known;
    }
    SQLException cause = sqlException(thrown);
    if (cause == null) {
      return thrown instanceof RuntimeException unchecked
          ? unchecked
          : failure(Reason.FAILED, "failed: " + thrown, "See the cause.", thrown);
    }
    return settings.url() == null ? ofSqlite(cause) : ofPostgres(cause);
  }

  /** By SQLite's primary result code. */
  private RunLogUnavailable ofSqlite(SQLException cause) {
    if (cause instanceof java.sql.SQLTransientConnectionException) {
      return failure(
          Reason.LOCKED, "is busy: no connection came free in time.", "Try again.", cause);
    }
    return switch (cause.getErrorCode() & 0xff) {
      case 13 -> failure(Reason.FULL, "cannot grow: the disk is full.", ROOM, cause);
      case 5, 6 ->
          failure(
              Reason.LOCKED,
              "is locked by another process.",
              "Try again; if it stays so, look for a stopped process that has the file open.",
              cause);
      case 11, 26 ->
          failure(
              Reason.CORRUPT,
              "is damaged, or not a run log (" + cause.getMessage() + ").",
              "Move the file away with its -wal and -shm files: a new one is made at the next start.",
              cause);
      case 3, 8, 14, 23 ->
          failure(
              Reason.DENIED,
              "cannot be opened or written (" + cause.getMessage() + ").",
              "Give this user the right to read and write the file and its folder.",
              cause);
      case 10 ->
          failure(
              Reason.FAILED,
              "could not be read or written (" + cause.getMessage() + ").",
              "Check the disk and its free space.",
              cause);
      default -> failure(Reason.FAILED, "failed: " + cause.getMessage(), REPORT, cause);
    };
  }

  /** By the class of the SQL state. */
  private RunLogUnavailable ofPostgres(SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    if (state.equals("53100")) {
      return failure(Reason.FULL, "cannot grow: its disk is full.", ROOM, cause);
    }
    if (state.startsWith("28") || state.equals("42501")) {
      return failure(
          Reason.DENIED,
          "refused this user.",
          "Check "
              + RunLogSettings.USER_VARIABLE
              + " and "
              + RunLogSettings.PASSWORD_VARIABLE
              + ", and that the user may create and write tables.",
          cause);
    }
    if (state.equals("3D000")) {
      return failure(
          Reason.SETTINGS, "names a database that does not exist.", "Create it first.", cause);
    }
    if (state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || cause instanceof java.sql.SQLTransientException) {
      return failure(
          Reason.UNREACHABLE,
          "does not answer (" + firstLine(cause) + ").",
          "Check that the server runs and that host and port are right.",
          cause);
    }
    if (state.startsWith("40") || state.equals("55P03") || state.equals("57014")) {
      return failure(Reason.LOCKED, "is locked by another session.", "Try again.", cause);
    }
    if (state.equals("XX001") || state.equals("XX002")) {
      return failure(
          Reason.CORRUPT, "is damaged (" + firstLine(cause) + ").", "Restore a backup.", cause);
    }
    return failure(Reason.FAILED, "failed: " + firstLine(cause), REPORT, cause);
  }

  RunLogUnavailable failure(Reason reason, String found, String remedy, @Nullable Throwable cause) {
    return new RunLogUnavailable(
        reason, "The run log " + settings.place() + " " + found, remedy, cause);
  }

  private static @Nullable SQLException sqlException(Throwable thrown) {
    SQLException found = null;
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql) {
        found = sql;
      }
    }
    return found;
  }

  /** PostgreSQL's first line names the trouble; the rest can repeat the row. */
  private static String firstLine(SQLException cause) {
    String message = String.valueOf(cause.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static final String ROOM =
      "Free some space, or shorten the retention; what was written before is safe.";
  private static final String REPORT = "Please report it if it comes again.";
}
