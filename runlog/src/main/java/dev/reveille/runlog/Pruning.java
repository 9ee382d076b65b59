package dev.reveille.runlog;

import java.time.Instant;

/** Lets go of what has grown old. */
final class Pruning {
  private static final int AT_ONCE = 100;

  private Pruning() {}

  /** Returns how many runs were deleted. */
  static long prune(Pooled database, Instant olderThan, Runnable check) {
    long pruned = 0;
    int batch;
    do {
      check.run();
      batch =
          database.transact(
              handle ->
                  handle
                      .createUpdate(Sql.PRUNE)
                      .bind("before", Times.micros(olderThan))
                      .bind("limit", AT_ONCE)
                      .execute());
      pruned += batch;
    } while (batch == AT_ONCE && !Thread.currentThread().isInterrupted());
    check.run();
    database.write(handle -> Past.prune(handle, olderThan));
    database.write(
        handle ->
            handle.createUpdate(SlotSql.PRUNE).bind("before", Times.micros(olderThan)).execute());
    return pruned;
  }
}
