package dev.reveille.runlog;

import dev.reveille.domain.boothealth.BootSample;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Boots as the database has them. */
final class JdbcBootReader implements BootReader {
  private final Database database;

  JdbcBootReader(Database database) {
    this.database = database;
  }

  @Override
  public List<BootSample> samples(Query query) {
    return database.read(handle -> BootRows.samples(handle, query));
  }

  @Override
  public List<BootSample> thinned(Series series, Instant since, int limit) {
    return database.read(handle -> BootRows.thinned(handle, series, since, limit));
  }

  @Override
  public List<String> jobs(Series series, Instant since) {
    return database.read(handle -> BootRows.jobs(handle, series, since));
  }

  @Override
  public List<Series> unjudged(String owner, int limit) {
    return database.read(handle -> BootRows.unjudged(handle, owner, limit));
  }

  @Override
  public @Nullable Judged lastJudged(Series series) {
    return database.read(handle -> BootRows.lastJudged(handle, series)).orElse(null);
  }
}
