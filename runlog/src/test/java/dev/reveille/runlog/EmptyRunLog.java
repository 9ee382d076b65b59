package dev.reveille.runlog;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.run.RunView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An empty run log for each test, of the database that a subclass names. */
abstract class EmptyRunLog {
  static final RunReader.Query ALL = new RunReader.Query(null, null, null, 100);

  JdbcRunLog log;
  RunLogSettings settings;

  /** Settings of an empty run log. */
  abstract RunLogSettings emptyRunLog() throws Exception;

  @BeforeEach
  void open_an_empty_log() throws Exception {
    settings = emptyRunLog();
    log = RunLogs.open(settings);
  }

  @AfterEach
  void close_it() {
    log.close();
  }

  /** Prunes all that is older; returns how many records went. */
  int pruned(Instant before) {
    int all = 0;
    for (int some = log.prune(before); some > 0; some = log.prune(before)) {
      all += some;
    }
    return all;
  }

  List<String> names(RunReader.Query query) {
    return log.list(query).stream().map(RunView::run).toList();
  }

  static @Nullable String text(RunView run) {
    return requireNonNull(run.output(), "output is null").text();
  }
}
