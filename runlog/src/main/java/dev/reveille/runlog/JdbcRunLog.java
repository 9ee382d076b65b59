package dev.reveille.runlog;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.run.Artifact;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.ToolCall;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.domain.volume.GoodRun;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The run log in a SQLite file or in PostgreSQL, opened by {@link RunLogs}.
 *
 * <p>What a method has written when it returns outlives the kill of this process. The effect mark
 * outlives a power cut too: on SQLite it alone waits for the disk, on PostgreSQL every write does
 * as the server is set, and the mark always.
 *
 * <p>A row may come before its run's head, as from a worker that is quicker than the workflow: it
 * is kept, and shown once the head is there. Text is kept exactly, but for NUL and unpaired
 * surrogates, which become U+FFFD; names, details and messages of absurd length are cut.
 *
 * <p>All methods block, for milliseconds as a rule and for up to 20 s where the database is locked,
 * and throw {@link RunLogUnavailable} when it cannot be used.
 */
public final class JdbcRunLog extends ReadsThrough implements RunLog {
  private static final int PRUNED_AT_ONCE = 100;

  private final Pooled database;
  private final @Nullable HostClaim claim;
  private final SlotLog slots;

  JdbcRunLog(Pooled database, @Nullable HostClaim claim) {
    super(new JdbcRunReader(requireNonNull(database, "database is null")));
    this.database = database;
    this.claim = claim;
    this.slots = new JdbcSlotLog(database, this::check);
  }

  @Override
  public void open(RunOpened opened) {
    write(handle -> head(handle, opened));
  }

  @Override
  public void open(RunOpened opened, List<RunEvent> events) {
    check();
    database.transact(
        handle -> {
          int rows = head(handle, opened);
          for (RunEvent event : events) {
            rows += insert(handle, opened.key(), event);
          }
          return rows;
        });
  }

  private static int head(Handle handle, RunOpened opened) {
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

  @Override
  public void event(RunKey key, RunEvent event) {
    write(handle -> insert(handle, key, event));
  }

  @Override
  public boolean effect(RunKey key, int attempt, String what, Instant at, String host) {
    check();
    RunEvent mark =
        new RunEvent(
            at, EventType.EFFECT, attempt, "", host, Map.of("what", TextNode.valueOf(what)));
    return database.transactDurably(handle -> insert(handle, key, mark)) == 1;
  }

  /**
   * {@inheritDoc}
   *
   * <p>An effect whose run has no head counts for every chain of its workflow id: it cannot be told
   * to which it belongs.
   */
  @Override
  public boolean effectRecorded(String workflowId, String firstRunId) {
    return database.read(
        handle ->
            handle
                .createQuery(Sql.EFFECT_RECORDED)
                .bind("workflowId", workflowId)
                .bind("firstRunId", firstRunId)
                .mapTo(Long.class)
                .findFirst()
                .isPresent());
  }

  @Override
  public void modelCall(ModelCall call) {
    write(
        handle -> {
          Supplier<Update> update =
              () ->
                  handle
                      .createUpdate(Sql.MODEL_CALL)
                      .bind("attempt", call.attempt())
                      .bind("seq", call.seq())
                      .bind("provider", Texts.cut(call.provider(), Texts.LINE))
                      .bind("path", Texts.cut(call.path(), Texts.LINE))
                      .bind("asked", Texts.line(call.asked()))
                      .bind("answered", Texts.line(call.answered()))
                      .bind("status", call.status())
                      .bind("tools", call.tools())
                      .bind("judgement", call.judgement())
                      .bind("refused", call.refused() ? 1 : 0)
                      .bind("sent", call.sent())
                      .bind("responseId", Texts.line(call.answer().id()))
                      .bind("fingerprint", Texts.line(call.answer().fingerprint()))
                      .bind("stopReason", Texts.line(call.answer().stopReason()))
                      .bind("inputTokens", call.answer().inputTokens())
                      .bind("outputTokens", call.answer().outputTokens())
                      .bind("firstByteAt", micros(call.answer().firstByteAt()))
                      .bind("startedAt", Times.micros(call.startedAt()))
                      .bind("endedAt", micros(call.endedAt()))
                      .bind("error", Texts.line(call.error()));
          return execute(handle, call.key(), call.startedAt(), update);
        });
  }

  @Override
  public void toolCall(ToolCall call) {
    write(
        handle -> {
          Supplier<Update> update =
              () ->
                  handle
                      .createUpdate(Sql.TOOL_CALL)
                      .bind("attempt", call.attempt())
                      .bind("callId", Texts.key(call.id()))
                      .bind("name", Texts.line(call.name()))
                      .bind("status", Texts.cut(call.status(), Texts.LINE))
                      .bind("startedAt", Times.micros(call.startedAt()))
                      .bind("endedAt", micros(call.endedAt()));
          return execute(handle, call.key(), call.startedAt(), update);
        });
  }

  @Override
  public void toolUse(ToolUse use) {
    write(
        handle -> {
          Supplier<Update> update =
              () ->
                  handle
                      .createUpdate(Sql.TOOL_USE)
                      .bind("attempt", use.attempt())
                      .bind("useId", Texts.key(use.id()))
                      .bind("name", Texts.line(use.name()))
                      .bind("call", use.call())
                      .bind("askedAt", Times.micros(use.askedAt()))
                      .bind("returnedAt", micros(use.returnedAt()))
                      .bind("failed", use.failed() ? 1 : 0);
          return execute(handle, use.key(), use.askedAt(), update);
        });
  }

  @Override
  public void artifact(Artifact artifact) {
    write(
        handle -> {
          Supplier<Update> update =
              () ->
                  handle
                      .createUpdate(Sql.ARTIFACT)
                      .bind("attempt", artifact.attempt())
                      .bind("name", Texts.cut(artifact.name(), Texts.LINE))
                      .bind("bytes", artifact.bytes())
                      .bind("content", artifact.content())
                      .bind("at", Times.micros(artifact.at()));
          return execute(handle, artifact.key(), artifact.at(), update);
        });
  }

  @Override
  public void tunnel(Tunnel tunnel) {
    write(
        handle -> {
          Supplier<Update> update =
              () ->
                  handle
                      .createUpdate(Sql.TUNNEL)
                      .bind("attempt", tunnel.attempt())
                      .bind("seq", tunnel.seq())
                      .bind("host", Texts.cut(tunnel.host(), Texts.LINE))
                      .bind("port", tunnel.port())
                      .bind("allowed", tunnel.allowed() ? 1 : 0)
                      .bind("bytesOut", tunnel.bytesOut())
                      .bind("bytesIn", tunnel.bytesIn())
                      .bind("startedAt", Times.micros(tunnel.startedAt()))
                      .bind("endedAt", micros(tunnel.endedAt()))
                      .bind("error", Texts.line(tunnel.error()));
          return execute(handle, tunnel.key(), tunnel.startedAt(), update);
        });
  }

  @Override
  public void output(List<OutputChunk> chunks) {
    if (chunks.isEmpty()) {
      return;
    }
    check();
    database.transact(
        handle -> {
          Set<RunKey> known = new LinkedHashSet<>();
          PreparedBatch batch = handle.prepareBatch(Sql.OUTPUT);
          for (OutputChunk chunk : chunks) {
            if (known.add(chunk.key())) {
              makeKnown(handle, chunk.key(), chunk.at());
            }
            String text = Texts.storable(chunk.text());
            named(batch, chunk.key())
                .bind("attempt", chunk.attempt())
                .bind("seq", chunk.seq())
                .bind("at", Times.micros(chunk.at()))
                .bind("stream", Texts.key(chunk.stream()))
                .bind("bytes", (long) text.getBytes(StandardCharsets.UTF_8).length)
                .bind("text", text)
                .add();
          }
          return batch.execute().length;
        });
  }

  @Override
  public void goodRun(RunKey key, String job, String lineage, GoodRun run) {
    check();
    database.transact(handle -> Past.add(handle, key, job, lineage, run));
  }

  @Override
  public void settle(RunSettled settled) {
    String findings = Json.write(settled.findings());
    write(handle -> end(handle, Sql.SETTLE, settled, findings));
  }

  @Override
  public void settle(RunOpened opened, RunEvent last, RunSettled settled) {
    settle(Sql.SETTLE, opened, last, settled);
  }

  @Override
  public void resettle(RunOpened opened, RunEvent last, RunSettled settled) {
    settle(Sql.RESETTLE, opened, last, settled);
  }

  private void settle(String sql, RunOpened opened, RunEvent last, RunSettled settled) {
    String findings = Json.write(settled.findings());
    check();
    database.transact(
        handle ->
            head(handle, opened)
                + insert(handle, opened.key(), last)
                + end(handle, sql, settled, findings));
  }

  private static int end(Handle handle, String sql, RunSettled settled, String findings) {
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

  /**
   * Deletes settled runs, and evidence without a head, of before a moment; whole runs, in small
   * batches, so that writers wait for milliseconds only. A run whose chain goes on is kept, as its
   * effect still counts. The past of a job is longer, see {@link Past}.
   *
   * @param olderThan runs opened before
   * @return how many runs were deleted
   */
  public long prune(Instant olderThan) {
    long pruned = 0;
    int batch;
    do {
      check();
      batch =
          database.transact(
              handle ->
                  handle
                      .createUpdate(Sql.PRUNE)
                      .bind("before", Times.micros(olderThan))
                      .bind("limit", PRUNED_AT_ONCE)
                      .execute());
      pruned += batch;
    } while (batch == PRUNED_AT_ONCE && !Thread.currentThread().isInterrupted());
    write(handle -> Past.prune(handle, olderThan));
    write(
        handle ->
            handle.createUpdate(SlotSql.PRUNE).bind("before", Times.micros(olderThan)).execute());
    return pruned;
  }

  private int insert(Handle handle, RunKey key, RunEvent event) {
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

  /** Nothing written means: written before, or no such run yet. */
  private static int execute(Handle handle, RunKey key, Instant at, Supplier<Update> update) {
    int rows = named(update.get(), key).execute();
    return rows == 0 && makeKnown(handle, key, at) ? named(update.get(), key).execute() : rows;
  }

  private static boolean makeKnown(Handle handle, RunKey key, Instant at) {
    return named(handle.createUpdate(Sql.MAKE_KNOWN), key).bind("at", Times.micros(at)).execute()
        == 1;
  }

  private static <S extends SqlStatement<S>> S named(S statement, RunKey key) {
    return statement.bind("workflowId", key.workflowId()).bind("runId", key.runId());
  }

  private <T> void write(Database.Work<T> work) {
    check();
    database.write(work);
  }

  private void check() {
    if (claim != null) {
      claim.check();
    }
  }

  private static @Nullable Long micros(@Nullable Instant instant) {
    return instant == null ? null : Times.micros(instant);
  }

  @Override
  public SlotLog slotLog() {
    return slots;
  }

  /** Gives the database back; calls under way may fail. */
  @Override
  public void close() {
    if (claim != null) {
      claim.close();
    }
    database.close();
  }
}
