package dev.reveille.runlog;

/** The board's statements, which both dialects understand. */
final class BoardSql {
  /**
   * Read from {@code slot_roll} alone. The letters are those of {@link BoardReader.Mark}: a row for
   * each of 30,000 slots would take ten times as long to hand over.
   */
  static final String ROLL_CALL =
      """
      SELECT p.job, p.next_at, p.watched, (
          SELECT string_agg(mark, '' ORDER BY due) FROM (
            SELECT s.due, CASE
              WHEN s.outcome IS NULL THEN '?'
              WHEN s.outcome = 'RAN' AND s.verdict = 'OK' THEN 'o'
              WHEN s.outcome = 'RAN' AND s.verdict = 'CANCELLED' THEN 'c'
              WHEN s.outcome = 'RAN' THEN 'x'
              WHEN s.outcome = 'MISSED' THEN 'm'
              WHEN s.outcome = 'SKIPPED' THEN 's'
              ELSE 'p' END AS mark
            FROM slot s WHERE s.owner = p.owner AND s.job = p.job
            ORDER BY s.due DESC LIMIT :slots) newest) AS marks
      FROM spec p
      WHERE p.until_at IS NULL
        AND (CAST(:owner AS TEXT) IS NULL OR p.owner = CAST(:owner AS TEXT))
      ORDER BY p.job""";

  static final String SLOTS =
      """
      WITH known AS (
        SELECT p.owner, p.job, coalesce((
            SELECT x.due FROM slot x WHERE x.owner = p.owner AND x.job = p.job
            ORDER BY x.due DESC LIMIT 1 OFFSET :before), -9223372036854775807) AS since
        FROM spec p
        WHERE p.until_at IS NULL AND p.job IN (<jobs>)
          AND (CAST(:owner AS TEXT) IS NULL OR p.owner = CAST(:owner AS TEXT)))
      """
          + "SELECT s.job, s.due, s.outcome, s.verdict, s.message, s.workflow_id, s.run_id, "
          + SlotSql.LIVE
          + """
           FROM known k
          JOIN slot s ON s.owner = k.owner AND s.job = k.job AND s.due >= k.since
          """
          + SlotSql.JOINED
          + "ORDER BY s.job, s.due";

  static final String PROMISES =
      """
      SELECT p.job, p.promise, r.workflow_id, r.run_id, r.opened_at, r.agent, r.pinned, r.verdict,
        r.message, r.settled_at
      FROM spec p
      LEFT JOIN run r ON r.id = (SELECT x.id FROM run x WHERE x.job = p.job
          ORDER BY x.opened_at DESC, x.id DESC LIMIT 1)
      WHERE p.until_at IS NULL AND p.job IN (<jobs>)
        AND (CAST(:owner AS TEXT) IS NULL OR p.owner = CAST(:owner AS TEXT))""";

  private static final String BOOTS =
      """
      SELECT r.workflow_id, r.run_id, r.job, r.boot_limit_millis, e.at, e.host, e.type, e.detail
      FROM (SELECT * FROM run x WHERE %s ORDER BY x.opened_at DESC, x.id DESC LIMIT :runs) r
      JOIN event e ON e.run = r.id AND e.type IN ('BOOT_READY', 'BOOT_TIMEOUT', 'BOOT_FAILED')
      ORDER BY e.at, e.id""";

  static final String BOOTS_OF_A_JOB = BOOTS.formatted("x.job = :job");

  static final String BOOTS_OF_ALL = BOOTS.formatted("x.job IS NOT NULL");

  static final String VOLUMES =
      """
      SELECT due, output, items, tools, tokens FROM volume
      WHERE job = :job AND lineage = (
          SELECT lineage FROM volume WHERE job = :job ORDER BY due DESC LIMIT 1)
      ORDER BY due DESC LIMIT :runs""";

  static final String MODELS =
      """
      SELECT r.pinned, c.asked, c.answered, c.judgement, count(*) AS calls,
        count(DISTINCT r.id) AS runs
      FROM (SELECT * FROM run x WHERE x.job = :job
          ORDER BY x.opened_at DESC, x.id DESC LIMIT :runs) r
      JOIN model_call c ON c.run = r.id
      GROUP BY r.pinned, c.asked, c.answered, c.judgement ORDER BY calls DESC LIMIT 50""";

  static final String EDITIONS =
      """
      SELECT definition, min(opened_at) AS first, max(opened_at) AS last, count(*) AS runs,
        sum(CASE WHEN verdict = 'OK' THEN 1 ELSE 0 END) AS good, max(pinned) AS pinned,
        max(agent) AS agent, max(target) AS target, max(boot_limit_millis) AS boot_limit,
        max(execute_limit_millis) AS execute_limit
      FROM (SELECT * FROM run x WHERE x.job = :job
          ORDER BY x.opened_at DESC, x.id DESC LIMIT :runs) r
      GROUP BY definition ORDER BY last DESC LIMIT 50""";

  static final String OPEN_HERE =
      "SELECT name, max(seen_at) AS seen_at FROM host GROUP BY name ORDER BY name";

  private BoardSql() {}
}
