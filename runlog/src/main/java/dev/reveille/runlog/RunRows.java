package dev.reveille.runlog;

import dev.reveille.domain.Json;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import java.time.Instant;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** Writes runs and their events, and lets anything be written of a run that has no head yet. */
final class RunRows {
  private RunRows() {}

  static int head(Handle handle, RunOpened opened) {
    return handle
        .createUpdate(Sql.OPEN)
        .bind("workflowId", opened.key().workflowId())
        .bind("runId", opened.key().runId())
        .bind("firstRunId", opened.firstRunId())
        .bind("namespace", opened.namespace())
        .bind("job", opened.job())
        .bind("owner", opened.owner())
        .bind("due", Times.micros(opened.due()))
        .bind("startedBy", opened.trigger().name())
        .bind("target", opened.target())
        .bind("agent", opened.agent())
        .bind("definition", opened.definition())
        .bind("pinned", opened.pinned())
        .bind("bootLimit", opened.bootLimitMillis())
        .bind("executeLimit", opened.executeLimitMillis())
        .bind("openedAt", Times.micros(opened.openedAt()))
        .execute();
  }

  static int event(Handle handle, RunKey key, RunEvent event) {
    Supplier<Update> update =
        () ->
            handle
                .createUpdate(Sql.EVENT)
                .bind("attempt", event.attempt())
                .bind("type", event.event().name())
                .bind("stage", Texts.key(event.stage()))
                .bind("at", Times.micros(event.at()))
                .bind("host", Texts.line(event.host()))
                .bind("detail", Texts.detail(event.detail()));
    return execute(handle, key, event.at(), update);
  }

  static int end(Handle handle, String sql, RunSettled settled) {
    String findings = Json.write(settled.findings());
    Supplier<Update> update =
        () ->
            handle
                .createUpdate(sql)
                .bind("status", settled.status().name())
                .bind("verdict", Texts.key(settled.verdict()))
                .bind("message", Texts.cut(settled.message(), Texts.LINE))
                .bind("findings", findings)
                .bind("settledAt", Times.micros(settled.settledAt()));
    return execute(handle, settled.key(), settled.settledAt(), update);
  }

  /** Nothing written means: written before, or no such run yet. */
  static int execute(Handle handle, RunKey key, Instant at, Supplier<Update> update) {
    int rows = named(update.get(), key).execute();
    return rows == 0 && makeKnown(handle, key, at) ? named(update.get(), key).execute() : rows;
  }

  static boolean makeKnown(Handle handle, RunKey key, Instant at) {
    return named(handle.createUpdate(Sql.MAKE_KNOWN), key).bind("at", Times.micros(at)).execute()
        == 1;
  }

  static <S extends SqlStatement<S>> S named(S statement, RunKey key) {
    return statement.bind("workflowId", key.workflowId()).bind("runId", key.runId());
  }
}
