package dev.reveille.runlog;

import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.volume.GoodRun;
import dev.reveille.domain.volume.Volumes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What good runs amounted to. It is kept for longer than the runs themselves, as what is usual in a
 * monthly job takes months to learn, and is bounded in number, as some jobs run every minute.
 */
final class Past {
  /** Of one lineage; enough for an hourly job to see its last weekends. */
  private static final int KEPT = 500;

  /** Beyond the age at which runs themselves are let go. */
  private static final Duration LONGER = Duration.ofDays(400);

  private static final String ADD =
      """
      INSERT INTO volume (workflow_id, run_id, job, lineage, due, output, items, tools, tokens,
          millis)
      VALUES (:workflowId, :runId, :job, :lineage, :due, :output, :items, :tools, :tokens, :millis)
      ON CONFLICT (workflow_id, run_id) DO NOTHING""";

  private static final String TRIM =
      """
      DELETE FROM volume WHERE job = :job AND lineage = :lineage AND due < (
          SELECT due FROM volume WHERE job = :job AND lineage = :lineage
          ORDER BY due DESC LIMIT 1 OFFSET :kept)""";

  private static final String READ =
      """
      SELECT due, output, items, tools, tokens, millis FROM volume
      WHERE job = :job AND lineage = :lineage ORDER BY due DESC LIMIT :kept""";

  private Past() {}

  static int add(Handle handle, RunKey key, String job, String lineage, GoodRun run) {
    Volumes volumes = run.volumes();
    int rows =
        handle
            .createUpdate(ADD)
            .bind("workflowId", key.workflowId())
            .bind("runId", key.runId())
            .bind("job", job)
            .bind("lineage", lineage)
            .bind("due", Times.micros(run.due()))
            .bind("output", volumes.output())
            .bind("items", volumes.items())
            .bind("tools", volumes.tools())
            .bind("tokens", volumes.tokens())
            .bind("millis", volumes.millis())
            .execute();
    return rows
        + handle
            .createUpdate(TRIM)
            .bind("job", job)
            .bind("lineage", lineage)
            .bind("kept", KEPT - 1)
            .execute();
  }

  static List<GoodRun> read(Handle handle, String job, String lineage) {
    return handle
        .createQuery(READ)
        .bind("job", job)
        .bind("lineage", lineage)
        .bind("kept", KEPT)
        .map(
            (row, context) ->
                new GoodRun(
                    Columns.instant(row, "due"),
                    new Volumes(
                        Columns.number(row, "output"),
                        Columns.number(row, "items"),
                        Columns.number(row, "tools"),
                        Columns.number(row, "tokens"),
                        Columns.number(row, "millis"))))
        .list();
  }

  /** Looked for before anything is locked: there is no index by age alone. */
  static int prune(Pooled database, Instant runsOlderThan) {
    List<Long> old =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT id FROM volume WHERE due < :before LIMIT :limit")
                    .bind("before", Times.micros(runsOlderThan.minus(LONGER)))
                    .bind("limit", KEPT)
                    .mapTo(Long.class)
                    .list());
    return old.isEmpty()
        ? 0
        : database.write(
            handle ->
                handle
                    .createUpdate("DELETE FROM volume WHERE id IN (<ids>)")
                    .bindList("ids", old)
                    .execute());
  }
}
