package dev.reveille.runlog;

/** The ledger's statements, which both dialects understand. */
final class SlotSql {
  static final String PROMISE =
      """
      INSERT INTO spec (owner, job, since_at, promise, next_at, watched, seen_at)
      VALUES (:owner, :job, :since, :promise, :next, :watched, :seenAt)
      ON CONFLICT (owner, job, since_at) DO NOTHING""";

  static final String END_EARLIER =
      """
      UPDATE spec SET until_at = :since,
          next_at = CASE WHEN next_at <= :since THEN next_at ELSE NULL END
      WHERE owner = :owner AND job = :job AND since_at < :since AND until_at IS NULL""";

  static final String END =
      """
      UPDATE spec SET until_at = :until,
          next_at = CASE WHEN next_at <= :until THEN next_at ELSE NULL END
      WHERE id = :id AND until_at IS NULL""";

  static final String SEEN =
      "UPDATE spec SET watched = :watched, seen_at = :at WHERE id IN (<ids>)";

  static final String LEAVING =
      "UPDATE spec SET leaving_at = :at WHERE owner = :owner AND job = :job AND until_at IS NULL";

  static final String NEXT = "UPDATE spec SET next_at = :next WHERE id = :id";

  static final String SLOT =
      """
      INSERT INTO slot (owner, job, due, spec, workflow_id, latest_at, fold, watched)
      VALUES (:owner, :job, :due, :spec, :workflowId, :latest, :fold, :watched)
      ON CONFLICT (owner, job, due) DO NOTHING""";

  static final String ADOPT =
      """
      INSERT INTO slot (owner, job, due, workflow_id, latest_at, fold, watched)
      SELECT r.owner, r.job, r.due, max(r.workflow_id), r.due, 0, 'KEPT' FROM run r
      WHERE r.owner = :owner AND r.started_by = 'SCHEDULE' AND r.opened_at >= :since
        AND r.opened_at < :before AND NOT EXISTS (SELECT 1 FROM slot s
            WHERE s.owner = r.owner AND s.job = r.job AND s.due = r.due)
      GROUP BY r.owner, r.job, r.due
      ON CONFLICT (owner, job, due) DO NOTHING""";

  static final String DECIDE =
      """
      UPDATE slot SET outcome = :outcome, verdict = :verdict, message = :message, run_id = :runId,
          decided_at = :at
      WHERE id = :id AND (outcome IS NULL OR (:runId <> '' AND run_id <> :runId))""";

  static final String TOLD_MISSED = "UPDATE slot SET missed_told_at = :at WHERE id IN (<ids>)";

  static final String TOLD_QUEUED = "UPDATE slot SET queued_told_at = :at WHERE id IN (<ids>)";

  private static final String IN_TROUBLE =
      "(missed_told_at IS NOT NULL OR queued_told_at IS NOT NULL) AND good_told_at IS NULL";

  static final String TROUBLED =
      "SELECT job, max(due) AS latest FROM slot WHERE owner = :owner AND "
          + IN_TROUBLE
          + " GROUP BY job";

  static final String TOLD_GOOD =
      "UPDATE slot SET good_told_at = :at WHERE owner = :owner AND job = :job AND due <= :due AND "
          + IN_TROUBLE;

  static final String SPECS =
      """
      SELECT id, promise, until_at, next_at, watched, seen_at, leaving_at FROM spec
      WHERE owner = :owner AND (until_at IS NULL OR next_at IS NOT NULL) ORDER BY job, since_at""";

  /** The latest run of a slot's workflow, and where it stands before it works. */
  static final String LIVE =
      """
      r.run_id AS live_run, r.verdict AS run_verdict, r.message AS run_message,
      (SELECT e.type FROM event e WHERE e.run = r.id AND r.settled_at IS NULL
          AND e.type IN ('QUEUED', 'DEFERRED', 'BOOT_STARTED')
          ORDER BY e.at DESC, e.id DESC LIMIT 1) AS stands
      """;

  static final String JOINED =
      """
      LEFT JOIN run r ON r.id = (SELECT max(x.id) FROM run x
          WHERE x.workflow_id = s.workflow_id AND x.owner = s.owner)
      """;

  private static final String OPEN =
      "SELECT s.id, s.job, s.due, s.latest_at, s.fold, s.watched, s.workflow_id, s.queued_told_at,"
          + " p.promise, "
          + LIVE
          + " FROM slot s LEFT JOIN spec p ON p.id = s.spec "
          + JOINED;

  static final String UNDECIDED =
      OPEN
          + """
          WHERE s.owner = :owner AND s.outcome IS NULL AND s.id > :after AND s.due < :before
          ORDER BY s.id LIMIT :limit""";

  static final String OVERTAKEN =
      OPEN
          + """
          WHERE s.owner = :owner AND s.outcome IS NOT NULL AND r.settled_at IS NOT NULL
            AND r.run_id <> s.run_id AND r.opened_at >= :since
            AND s.workflow_id IN (SELECT y.workflow_id FROM run y WHERE y.opened_at >= :since)
          ORDER BY s.id LIMIT :limit""";

  static final String OTHER =
      """
      SELECT r.workflow_id, r.settled_at FROM run r
      WHERE r.job = :job AND r.owner = :owner AND r.started_by = 'SCHEDULE' AND r.due < :due
        AND r.opened_at >= :since AND (r.settled_at IS NULL OR r.settled_at >= :ended)
        AND coalesce(r.verdict, '') <> 'SKIPPED'
      ORDER BY r.opened_at DESC LIMIT 1""";

  static final String UNSETTLED =
      """
      SELECT workflow_id, run_id, job, due FROM run
      WHERE settled_at IS NULL AND owner = :owner AND opened_at < :before
      ORDER BY opened_at, id LIMIT :limit""";

  static final String UNWRITTEN =
      "SELECT promise, until_at, next_at FROM spec WHERE next_at < :until ORDER BY id";

  static final String PASSED_BY =
      """
      SELECT r.id FROM run r
      WHERE r.job = :job AND r.owner = :owner AND r.started_by = 'SCHEDULE' AND r.due > :due
        AND r.opened_at >= :due LIMIT 1""";

  static final String UNTOLD =
      """
      SELECT s.id, s.job, s.due, s.workflow_id, s.message, p.promise
      FROM slot s LEFT JOIN spec p ON p.id = s.spec
      WHERE s.owner = :owner AND s.outcome = 'MISSED' AND s.run_id = ''
        AND s.missed_told_at IS NULL
      ORDER BY s.id LIMIT :limit""";

  /** Of those that the job's recovery is still to be told of, the newest will do. */
  static final String PRUNE =
      """
      DELETE FROM slot WHERE id IN (
          SELECT s.id FROM slot s WHERE s.due < :before AND s.outcome IS NOT NULL
            AND NOT (s.outcome = 'MISSED' AND s.run_id = '' AND s.missed_told_at IS NULL)
            AND s.due <> coalesce((SELECT max(due) FROM slot t
                WHERE t.owner = s.owner AND t.job = s.job AND\s"""
          + IN_TROUBLE
          + """
          ), -1) ORDER BY s.due LIMIT :limit)""";

  private SlotSql() {}

  /** Slots, and runs of a schedule that have no slot yet; newest first. */
  static String list(boolean ofJob) {
    return "SELECT * FROM (SELECT s.job, s.due, s.outcome, s.verdict, s.message, s.workflow_id,"
        + " s.run_id, "
        + LIVE
        + " FROM slot s "
        + JOINED
        + " WHERE s.due >= :since AND s.due < :until"
        + (ofJob ? " AND s.job = :job" : "")
        + " UNION ALL SELECT r.job, r.due, NULL, NULL, NULL, r.workflow_id, NULL, "
        + LIVE
        + " FROM run r WHERE r.started_by = 'SCHEDULE' AND r.opened_at >= :since"
        + " AND r.due >= :since AND r.due < :until AND NOT EXISTS (SELECT 1 FROM slot s"
        + " WHERE s.owner = r.owner AND s.job = r.job AND s.due = r.due)"
        + (ofJob ? " AND r.job = :job" : "")
        + ") slots ORDER BY due DESC, job DESC LIMIT :limit";
  }
}
