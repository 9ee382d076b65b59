package dev.reveille.runlog;

/** The statements, which both dialects understand. */
final class Sql {
  static final String OPEN =
      """
      INSERT INTO run (workflow_id, run_id, first_run_id, namespace, job, owner, due, started_by,
          target, agent, definition, pinned, boot_limit_millis, execute_limit_millis, opened_at)
      VALUES (:workflowId, :runId, :firstRunId, :namespace, :job, :owner, :due, :startedBy,
          :target, :agent, :definition, :pinned, :bootLimit, :executeLimit, :openedAt)
      ON CONFLICT (workflow_id, run_id) DO UPDATE SET
          first_run_id = excluded.first_run_id, namespace = excluded.namespace,
          job = excluded.job, owner = excluded.owner, due = excluded.due,
          started_by = excluded.started_by, target = excluded.target, agent = excluded.agent,
          definition = excluded.definition, pinned = excluded.pinned,
          boot_limit_millis = excluded.boot_limit_millis,
          execute_limit_millis = excluded.execute_limit_millis, opened_at = excluded.opened_at
      WHERE run.job IS NULL""";

  static final String MAKE_KNOWN =
      """
      INSERT INTO run (workflow_id, run_id, opened_at) VALUES (:workflowId, :runId, :at)
      ON CONFLICT (workflow_id, run_id) DO NOTHING""";

  private static final String OF_RUN =
      " FROM run WHERE workflow_id = :workflowId AND run_id = :runId ";

  static final String EVENT =
      "INSERT INTO event (run, attempt, type, stage, at, host, detail)"
          + " SELECT id, :attempt, :type, :stage, :at, :host, :detail"
          + OF_RUN
          + "ON CONFLICT (run, attempt, type, stage) DO NOTHING";

  static final String EFFECT_RECORDED =
      """
      SELECT e.id FROM run r JOIN event e ON e.run = r.id AND e.type = 'EFFECT'
      WHERE r.workflow_id = :workflowId
        AND (r.first_run_id = :firstRunId OR r.run_id = :firstRunId OR r.first_run_id IS NULL)
      LIMIT 1""";

  static final String MODEL_CALL =
      "INSERT INTO model_call (run, attempt, seq, provider, path, asked, tools, answered,"
          + " judgement, status, refused, sent, response_id, fingerprint, stop_reason,"
          + " input_tokens, output_tokens, started_at, first_byte_at, ended_at, error)"
          + " SELECT id, :attempt, :seq, :provider, :path, :asked, :tools, :answered,"
          + " :judgement, :status, :refused, :sent, :responseId, :fingerprint, :stopReason,"
          + " :inputTokens, :outputTokens, :startedAt, :firstByteAt, :endedAt, :error"
          + OF_RUN
          + """
          ON CONFLICT (run, attempt, seq) DO UPDATE SET
              asked = coalesce(excluded.asked, model_call.asked),
              answered = coalesce(excluded.answered, model_call.answered),
              judgement = excluded.judgement, status = excluded.status,
              refused = excluded.refused, sent = excluded.sent,
              response_id = coalesce(excluded.response_id, model_call.response_id),
              fingerprint = coalesce(excluded.fingerprint, model_call.fingerprint),
              stop_reason = coalesce(excluded.stop_reason, model_call.stop_reason),
              first_byte_at = coalesce(excluded.first_byte_at, model_call.first_byte_at),
              input_tokens = coalesce(excluded.input_tokens, model_call.input_tokens),
              output_tokens = coalesce(excluded.output_tokens, model_call.output_tokens),
              ended_at = excluded.ended_at,
              error = coalesce(excluded.error, model_call.error)
          WHERE model_call.ended_at IS NULL OR excluded.ended_at IS NOT NULL""";

  static final String TOOL_CALL =
      "INSERT INTO tool_call (run, attempt, call_id, name, status, started_at, ended_at)"
          + " SELECT id, :attempt, :callId, :name, :status, :startedAt, :endedAt"
          + OF_RUN
          + """
          ON CONFLICT (run, attempt, call_id) DO UPDATE SET
              name = coalesce(excluded.name, tool_call.name),
              status = excluded.status, ended_at = excluded.ended_at
          WHERE tool_call.ended_at IS NULL OR excluded.ended_at IS NOT NULL""";

  static final String TOOL_USE =
      "INSERT INTO tool_use (run, attempt, use_id, name, call, asked_at, returned_at, failed)"
          + " SELECT id, :attempt, :useId, :name, :call, :askedAt, :returnedAt, :failed"
          + OF_RUN
          + """
          ON CONFLICT (run, attempt, use_id) DO UPDATE SET
              name = coalesce(tool_use.name, excluded.name),
              returned_at = coalesce(tool_use.returned_at, excluded.returned_at),
              failed = CASE WHEN tool_use.returned_at IS NULL THEN excluded.failed
                       ELSE tool_use.failed END""";

  static final String TUNNEL =
      "INSERT INTO tunnel (run, attempt, seq, host, port, allowed, bytes_out, bytes_in,"
          + " started_at, ended_at, error)"
          + " SELECT id, :attempt, :seq, :host, :port, :allowed, :bytesOut, :bytesIn,"
          + " :startedAt, :endedAt, :error"
          + OF_RUN
          + """
          ON CONFLICT (run, attempt, seq) DO UPDATE SET
              bytes_out = excluded.bytes_out, bytes_in = excluded.bytes_in,
              ended_at = excluded.ended_at, error = excluded.error
          WHERE tunnel.ended_at IS NULL""";

  static final String ARTIFACT =
      "INSERT INTO artifact (run, attempt, name, bytes, content, kept_at)"
          + " SELECT id, :attempt, :name, :bytes, :content, :at"
          + OF_RUN
          + "ON CONFLICT (run, attempt, name) DO NOTHING";

  static final String OUTPUT =
      "INSERT INTO output (run, attempt, seq, at, stream, bytes, text)"
          + " SELECT id, :attempt, :seq, :at, :stream, :bytes, :text"
          + OF_RUN
          + "ON CONFLICT (run, attempt, seq) DO NOTHING";

  static final String SETTLE =
      """
      UPDATE run SET status = :status, verdict = :verdict, message = :message, findings = :findings,
          settled_at = :settledAt
      WHERE workflow_id = :workflowId AND run_id = :runId AND settled_at IS NULL""";

  static final String RESETTLE =
      """
      UPDATE run SET status = :status, verdict = :verdict, message = :message, findings = :findings,
          settled_at = :settledAt
      WHERE workflow_id = :workflowId AND run_id = :runId""";

  static final String PRUNE =
      """
      DELETE FROM run WHERE id IN (
          SELECT r.id FROM run r
          WHERE r.opened_at < :before AND (r.settled_at IS NOT NULL OR r.job IS NULL)
            AND NOT EXISTS (SELECT 1 FROM run later WHERE later.workflow_id = r.workflow_id
                AND later.first_run_id = r.first_run_id AND later.settled_at IS NULL)
          ORDER BY r.opened_at LIMIT :limit)""";

  private Sql() {}
}
