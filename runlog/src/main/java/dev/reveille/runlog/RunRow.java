package dev.reveille.runlog;

import dev.reveille.domain.Json;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.Trigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * A run's own row.
 *
 * @param status null until the run is settled
 */
record RunRow(
    long id,
    RunKey key,
    String namespace,
    String job,
    Instant due,
    Trigger trigger,
    String target,
    @Nullable String agent,
    String definition,
    @Nullable String pinned,
    long bootLimitMillis,
    long executeLimitMillis,
    @Nullable RunStatus status,
    @Nullable String verdict,
    @Nullable String message,
    List<Finding> findings) {
  static final String SELECT =
      "SELECT id, workflow_id, run_id, namespace, job, due, started_by, target, agent, definition,"
          + " pinned, boot_limit_millis, execute_limit_millis, status, verdict, message, findings"
          + " FROM run";

  static final RowMapper<RunRow> MAPPER = (row, context) -> of(row);

  private static RunRow of(ResultSet row) throws SQLException {
    String status = row.getString("status");
    String findings = row.getString("findings");
    return new RunRow(
        row.getLong("id"),
        new RunKey(row.getString("workflow_id"), row.getString("run_id")),
        row.getString("namespace"),
        row.getString("job"),
        Columns.instant(row, "due"),
        Trigger.valueOf(row.getString("started_by")),
        row.getString("target"),
        row.getString("agent"),
        row.getString("definition"),
        row.getString("pinned"),
        row.getLong("boot_limit_millis"),
        row.getLong("execute_limit_millis"),
        status == null ? null : RunStatus.valueOf(status),
        row.getString("verdict"),
        row.getString("message"),
        findings == null ? List.of() : List.of(Json.read(findings, Finding[].class)));
  }
}
