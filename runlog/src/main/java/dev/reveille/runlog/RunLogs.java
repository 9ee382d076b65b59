package dev.reveille.runlog;

import dev.reveille.runlog.RunLogUnavailable.Reason;
import java.nio.file.Files;
import java.time.Clock;

/** Opens run logs. */
public final class RunLogs {
  private RunLogs() {}

  /**
   * Opens a run log to write and read, making it or bringing its tables up where needed. Blocks for
   * up to 20 s where the database is locked or away.
   *
   * @throws RunLogUnavailable with the remedy, when it cannot be opened, is of a newer version, or
   *     is a SQLite file that another host has open
   */
  public static JdbcRunLog open(RunLogSettings settings) {
    return open(settings, HostIdentity.ofThisHost(), Clock.systemUTC());
  }

  static JdbcRunLog open(RunLogSettings settings, HostIdentity host, Clock clock) {
    new Schema(settings).migrate();
    Failures failures = new Failures(settings);
    Pooled database = pooled(settings, failures);
    try {
      return new JdbcRunLog(
          database,
          settings.url() == null ? HostClaim.make(database, failures, host, clock) : null);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Pooled pooled(RunLogSettings settings, Failures failures) {
    try {
      return new Pooled(settings);
    } catch (RuntimeException e) {
      throw failures.translate(e);
    }
  }

  /**
   * Opens a run log to read only: makes nothing, changes nothing, and never makes a writer wait.
   * Where there is none yet, the result is empty and its notice says so.
   *
   * @throws RunLogUnavailable with the remedy, when it cannot be read or is of another version
   */
  public static ReadableRunLog openToRead(RunLogSettings settings) {
    if (settings.url() == null && !Files.exists(settings.file())) {
      return new NoRunsYet(settings.place());
    }
    if (settings.url() == null) {
      NativeSqlite.use(settings.folder());
    }
    Database.ReadOnly database = new Database.ReadOnly(settings);
    try {
      Schema schema = new Schema(settings);
      int version = database.read(handle -> schema.version(handle.getConnection()));
      if (schema.isNewest(version)) {
        return new OpenedToRead(database);
      }
      database.close();
      if (version == Schema.NONE) {
        return new NoRunsYet(settings.place());
      }
      throw new Failures(settings)
          .failure(
              Reason.VERSION,
              "was written by an older Reveille.",
              "Start `reveille up` or `reveille worker` once: it brings the run log up.",
              null);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }
}
