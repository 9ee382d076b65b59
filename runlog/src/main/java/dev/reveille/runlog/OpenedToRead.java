package dev.reveille.runlog;

import java.util.Optional;

/** A run log that is there. */
final class OpenedToRead extends ReadsThrough implements ReadableRunLog {
  private final Database database;

  OpenedToRead(Database database) {
    super(new JdbcRunReader(database));
    this.database = database;
  }

  @Override
  public Optional<String> notice() {
    return Optional.empty();
  }

  @Override
  public void close() {
    database.close();
  }
}
