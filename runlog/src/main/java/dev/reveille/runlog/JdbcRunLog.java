package dev.reveille.runlog;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.boothealth.BootSample;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    write(handle -> RunRows.head(handle, opened));
  }

  @Override
  public void open(RunOpened opened, List<RunEvent> events) {
    transact(
        handle -> {
          int rows = RunRows.head(handle, opened);
          for (RunEvent event : events) {
            rows += RunRows.event(handle, opened.key(), event);
          }
          return rows;
        });
  }

  @Override
  public void event(RunKey key, RunEvent event) {
    write(handle -> RunRows.event(handle, key, event));
  }

  @Override
  public boolean effect(RunKey key, int attempt, String what, Instant at, String host) {
    check();
    RunEvent mark =
        new RunEvent(
            at, EventType.EFFECT, attempt, "", host, Map.of("what", TextNode.valueOf(what)));
    return database.transactDurably(handle -> RunRows.event(handle, key, mark)) == 1;
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
    write(handle -> EvidenceRows.write(handle, call));
  }

  @Override
  public void toolCall(ToolCall call) {
    write(handle -> EvidenceRows.write(handle, call));
  }

  @Override
  public void toolUse(ToolUse use) {
    write(handle -> EvidenceRows.write(handle, use));
  }

  @Override
  public void artifact(Artifact artifact) {
    write(handle -> EvidenceRows.write(handle, artifact));
  }

  @Override
  public void tunnel(Tunnel tunnel) {
    write(handle -> EvidenceRows.write(handle, tunnel));
  }

  @Override
  public void output(List<OutputChunk> chunks) {
    if (!chunks.isEmpty()) {
      transact(handle -> EvidenceRows.write(handle, chunks));
    }
  }

  @Override
  public void goodRun(RunKey key, String job, String lineage, GoodRun run) {
    transact(handle -> Past.add(handle, key, job, lineage, run));
  }

  @Override
  public void boot(BootSample sample) {
    write(handle -> BootRows.add(handle, sample));
  }

  @Override
  public void bootsJudged(BootReader.Series series, Instant upTo, BootReader.Judged judged) {
    write(handle -> BootRows.judged(handle, series, upTo, judged));
  }

  @Override
  public void settle(RunSettled settled) {
    write(handle -> RunRows.end(handle, Sql.SETTLE, settled));
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
    transact(
        handle ->
            RunRows.head(handle, opened)
                + RunRows.event(handle, opened.key(), last)
                + RunRows.end(handle, sql, settled));
  }

  @Override
  public int prune(Instant before) {
    check();
    return Pruning.step(database, before);
  }

  private <T> void transact(Database.Work<T> work) {
    check();
    database.transact(work);
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
