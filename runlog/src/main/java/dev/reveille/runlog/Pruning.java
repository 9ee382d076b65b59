package dev.reveille.runlog;

import java.time.Instant;

/** Lets go of what has grown old, in steps of one short statement each. */
final class Pruning {
  /** A run can have megabytes of output and artifacts. */
  private static final int RUNS = 25;

  private static final int SLOTS = 500;

  private Pruning() {}

  static int step(Pooled database, Instant before) {
    int runs = delete(database, Sql.PRUNE, before, RUNS);
    if (runs > 0) {
      return runs;
    }
    int slots = delete(database, SlotSql.PRUNE, before, SLOTS);
    if (slots > 0) {
      return slots;
    }
    int boots = BootRows.prune(database, before);
    return boots > 0 ? boots : Past.prune(database, before);
  }

  private static int delete(Pooled database, String sql, Instant before, int limit) {
    return database.write(
        handle ->
            handle
                .createUpdate(sql)
                .bind("before", Times.micros(before))
                .bind("limit", limit)
                .execute());
  }
}
