package dev.reveille.runlog;

import dev.reveille.domain.run.Artifact;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.ToolCall;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads what was seen of one run. */
final class Evidence {
  /** Goes on from a table under the alias to be filled in. */
  static final String OF_RUN =
      " JOIN run r ON r.id = %s.run WHERE r.workflow_id = :workflowId AND r.run_id = :runId";

  private Evidence() {}

  static List<ModelCall> modelCalls(Handle handle, RunKey key) {
    return ofRun(
            handle,
            "SELECT c.* FROM model_call c" + OF_RUN.formatted("c") + " ORDER BY c.attempt, c.seq",
            key)
        .map((row, context) -> modelCall(key, row))
        .list();
  }

  static ModelCall modelCall(RunKey key, ResultSet row) throws SQLException {
    return new ModelCall(
        key,
        row.getInt("attempt"),
        row.getInt("seq"),
        row.getString("provider"),
        row.getString("path"),
        row.getString("asked"),
        row.getInt("tools"),
        CallJudgement.valueOf(row.getString("judgement")),
        row.getInt("status"),
        row.getInt("sent"),
        new ModelCall.Answer(
            row.getString("answered"),
            row.getString("response_id"),
            row.getString("fingerprint"),
            row.getString("stop_reason"),
            Columns.number(row, "input_tokens"),
            Columns.number(row, "output_tokens"),
            Columns.instantOrNull(row, "first_byte_at")),
        Columns.instant(row, "started_at"),
        Columns.instantOrNull(row, "ended_at"),
        row.getString("error"));
  }

  static List<ToolCall> toolCalls(Handle handle, RunKey key) {
    return ofRun(
            handle,
            "SELECT c.* FROM tool_call c"
                + OF_RUN.formatted("c")
                + " ORDER BY c.attempt, c.started_at, c.id",
            key)
        .map(
            (row, context) ->
                new ToolCall(
                    key,
                    row.getInt("attempt"),
                    row.getString("call_id"),
                    row.getString("name"),
                    row.getString("status"),
                    Columns.instant(row, "started_at"),
                    Columns.instantOrNull(row, "ended_at")))
        .list();
  }

  static List<ToolUse> toolUses(Handle handle, RunKey key) {
    return ofRun(
            handle,
            "SELECT u.* FROM tool_use u"
                + OF_RUN.formatted("u")
                + " ORDER BY u.attempt, u.asked_at, u.id",
            key)
        .map(
            (row, context) ->
                new ToolUse(
                    key,
                    row.getInt("attempt"),
                    row.getString("use_id"),
                    row.getString("name"),
                    row.getInt("call"),
                    Columns.instant(row, "asked_at"),
                    Columns.instantOrNull(row, "returned_at"),
                    row.getInt("failed") != 0))
        .list();
  }

  static List<Tunnel> tunnels(Handle handle, RunKey key) {
    return ofRun(
            handle,
            "SELECT t.* FROM tunnel t" + OF_RUN.formatted("t") + " ORDER BY t.attempt, t.seq",
            key)
        .map(
            (row, context) ->
                new Tunnel(
                    key,
                    row.getInt("attempt"),
                    row.getInt("seq"),
                    row.getString("host"),
                    row.getInt("port"),
                    row.getInt("allowed") != 0,
                    row.getLong("bytes_out"),
                    row.getLong("bytes_in"),
                    Columns.instant(row, "started_at"),
                    Columns.instantOrNull(row, "ended_at"),
                    row.getString("error")))
        .list();
  }

  static List<Artifact> artifacts(Handle handle, RunKey key) {
    return ofRun(
            handle,
            "SELECT a.* FROM artifact a" + OF_RUN.formatted("a") + " ORDER BY a.name, a.attempt",
            key)
        .map(
            (row, context) ->
                new Artifact(
                    key,
                    row.getInt("attempt"),
                    row.getString("name"),
                    row.getLong("bytes"),
                    row.getBytes("content"),
                    Columns.instant(row, "kept_at")))
        .list();
  }

  static Query ofRun(Handle handle, String sql, RunKey key) {
    return handle.createQuery(sql).bind("workflowId", key.workflowId()).bind("runId", key.runId());
  }
}
