package dev.reveille.runlog;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/** Reading from one of the two databases, with failures a person can act on. */
interface Database extends AutoCloseable {
  /** Work on a handle; what it throws is translated. */
  interface Work<T> {
    T with(org.jdbi.v3.core.Handle handle);
  }

  <T> T read(Work<T> work);

  @Override
  void close();

  /** JDBI with our way to bind text. */
  static Jdbi prepared(Jdbi jdbi) {
    jdbi.registerArgument(new StorableText());
    jdbi.getConfig(SqlStatements.class).setAttachAllStatementsForCleanup(true);
    return jdbi;
  }

  /** One connection that cannot write, opened now; used by one thread at a time. */
  final class ReadOnly implements Database {
    private final Failures failures;
    private final java.sql.Connection connection;
    private final Jdbi jdbi;
    private final ReentrantLock turn = new ReentrantLock();

    ReadOnly(RunLogSettings settings) {
      this.failures = new Failures(settings);
      Properties properties = Connections.properties(settings, true);
      try {
        connection = DriverManager.getConnection(Connections.url(settings), properties);
      } catch (SQLException e) {
        throw failures.translate(e);
      }
      this.jdbi = prepared(Jdbi.create(connection));
    }

    @Override
    public <T> T read(Work<T> work) {
      turn.lock();
      try {
        return jdbi.withHandle(work::with);
      } catch (RuntimeException e) {
        throw failures.translate(e);
      } finally {
        turn.unlock();
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw failures.translate(e);
      }
    }
  }
}
