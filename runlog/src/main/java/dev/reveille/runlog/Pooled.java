package dev.reveille.runlog;

import com.zaxxer.hikari.HikariDataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * Both ways to a database. SQLite has one writer, so that threads of this process queue fairly here
 * instead of by SQLite's sleeping; its readers never wait for it.
 */
final class Pooled implements Database {
  private static final int READERS = 2;
  private static final int SERVER_WRITERS = 4;

  private final Failures failures;
  private final boolean sqlite;
  private final HikariDataSource writers;
  private final HikariDataSource readers;
  private final Jdbi writing;
  private final Jdbi reading;

  Pooled(RunLogSettings settings) {
    this.failures = new Failures(settings);
    this.sqlite = settings.url() == null;
    this.writers = Connections.pool(settings, false, sqlite ? 1 : SERVER_WRITERS);
    this.readers = Connections.pool(settings, true, READERS);
    this.writing = Database.prepared(Jdbi.create(writers));
    this.reading = Database.prepared(Jdbi.create(readers));
  }

  @Override
  public <T> T read(Work<T> work) {
    return translated(() -> reading.withHandle(work::with));
  }

  /** One statement, committed when this returns. */
  <T> T write(Work<T> work) {
    return translated(() -> writing.withHandle(work::with));
  }

  /** Several statements, all or none. */
  <T> T transact(Work<T> work) {
    return translated(() -> writing.inTransaction(work::with));
  }

  /**
   * Several statements, all or none, on the disk itself when this returns. What {@link #write}
   * commits outlives a killed process, as the kernel holds it; a power cut could still take the
   * last of it. Here the log is synced, and with it all that was committed before.
   */
  <T> T transactDurably(Work<T> work) {
    return translated(
        () ->
            writing.withHandle(
                handle -> {
                  if (!sqlite) {
                    return handle.inTransaction(
                        transaction -> {
                          transaction.execute("SET LOCAL synchronous_commit = on");
                          return work.with(transaction);
                        });
                  }
                  handle.execute("PRAGMA synchronous = FULL");
                  try {
                    return handle.inTransaction(work::with);
                  } finally {
                    handle.execute("PRAGMA synchronous = NORMAL");
                  }
                }));
  }

  private <T> T translated(java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw failures.translate(e);
    }
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }
}
