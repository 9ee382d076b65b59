package dev.reveille.runlog;

import dev.reveille.domain.Json;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.SlotOutcome;
import dev.reveille.domain.slot.Watched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Writes the ledger's rows. */
final class JdbcSlotLog implements SlotLog {
  private final Pooled database;
  private final Runnable check;

  /**
   * @param check fails when this process must not write any more
   */
  JdbcSlotLog(Pooled database, Runnable check) {
    this.database = database;
    this.check = check;
  }

  @Override
  public void promise(Promise promise, @Nullable Instant next, Watched watched, Instant seenAt) {
    transact(
        handle -> {
          int rows =
              handle
                  .createUpdate(SlotSql.PROMISE)
                  .bind("owner", promise.owner())
                  .bind("job", promise.job())
                  .bind("since", Times.micros(promise.since()))
                  .bind("promise", Json.write(promise))
                  .bind("next", Times.microsOrNull(next))
                  .bind("watched", watched.name())
                  .bind("seenAt", Times.micros(seenAt))
                  .execute();
          return rows
              + handle
                  .createUpdate(SlotSql.END_EARLIER)
                  .bind("owner", promise.owner())
                  .bind("job", promise.job())
                  .bind("since", Times.micros(promise.since()))
                  .execute();
        });
  }

  @Override
  public void seen(Collection<Long> specs, Watched watched, Instant at) {
    for (List<Long> some : parts(specs)) {
      transact(
          handle ->
              handle
                  .createUpdate(SlotSql.SEEN)
                  .bindList("ids", some)
                  .bind("watched", watched.name())
                  .bind("at", Times.micros(at))
                  .execute());
    }
  }

  @Override
  public void leaving(String owner, Collection<String> jobs, Instant at) {
    if (jobs.isEmpty()) {
      return;
    }
    transact(
        handle -> {
          PreparedBatch batch = handle.prepareBatch(SlotSql.LEAVING);
          jobs.forEach(
              job ->
                  batch.bind("owner", owner).bind("job", job).bind("at", Times.micros(at)).add());
          return batch.execute().length;
        });
  }

  @Override
  public void end(long spec, Instant until) {
    transact(
        handle ->
            handle
                .createUpdate(SlotSql.END)
                .bind("id", spec)
                .bind("until", Times.micros(until))
                .execute());
  }

  @Override
  public void slots(long spec, List<NewSlot> slots, @Nullable Instant next) {
    transact(
        handle -> {
          if (!slots.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(SlotSql.SLOT);
            for (NewSlot slot : slots) {
              Promise promise = slot.promise();
              batch
                  .bind("owner", promise.owner())
                  .bind("job", promise.job())
                  .bind("due", Times.micros(slot.due()))
                  .bind("spec", spec)
                  .bind("workflowId", promise.workflowId(slot.due()))
                  .bind("latest", Times.micros(promise.latest(slot.due())))
                  .bind("fold", slot.fold() ? 1 : 0)
                  .bind("watched", slot.watched().name())
                  .add();
            }
            batch.execute();
          }
          return handle
              .createUpdate(SlotSql.NEXT)
              .bind("id", spec)
              .bind("next", Times.microsOrNull(next))
              .execute();
        });
  }

  @Override
  public int adopt(String owner, Instant openedSince, Instant openedBefore) {
    return transact(
        handle ->
            handle
                .createUpdate(SlotSql.ADOPT)
                .bind("owner", owner)
                .bind("since", Times.micros(openedSince))
                .bind("before", Times.micros(openedBefore))
                .execute());
  }

  @Override
  public List<Decision> decide(List<Decision> decisions, Instant at) {
    if (decisions.isEmpty()) {
      return List.of();
    }
    return transact(
        handle -> {
          PreparedBatch batch = handle.prepareBatch(SlotSql.DECIDE);
          for (Decision decision : decisions) {
            SlotOutcome outcome = decision.outcome();
            batch
                .bind("id", decision.slot())
                .bind("outcome", outcome.kind().name())
                .bind("verdict", Texts.key(outcome.verdict()))
                .bind("message", Texts.cut(outcome.message(), Texts.LINE))
                .bind("runId", outcome.runId())
                .bind("at", Times.micros(at))
                .add();
          }
          int[] rows = batch.execute();
          List<Decision> written = new ArrayList<>();
          for (int i = 0; i < rows.length; i++) {
            if (rows[i] == 1) {
              written.add(decisions.get(i));
            }
          }
          return written;
        });
  }

  @Override
  public void toldMissed(Collection<Long> slots, Instant at) {
    told(SlotSql.TOLD_MISSED, slots, at);
  }

  @Override
  public void toldQueued(Collection<Long> slots, Instant at) {
    told(SlotSql.TOLD_QUEUED, slots, at);
  }

  @Override
  public void toldGood(String owner, String job, Instant due, Instant at) {
    transact(
        handle ->
            handle
                .createUpdate(SlotSql.TOLD_GOOD)
                .bind("owner", owner)
                .bind("job", job)
                .bind("due", Times.micros(due))
                .bind("at", Times.micros(at))
                .execute());
  }

  private void told(String sql, Collection<Long> slots, Instant at) {
    for (List<Long> some : parts(slots)) {
      transact(
          handle ->
              handle
                  .createUpdate(sql)
                  .bindList("ids", some)
                  .bind("at", Times.micros(at))
                  .execute());
    }
  }

  private <T> T transact(Database.Work<T> work) {
    check.run();
    return database.transact(work);
  }

  /** Small enough for one statement. */
  private static List<List<Long>> parts(Collection<Long> ids) {
    List<Long> all = List.copyOf(ids);
    List<List<Long>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += 500) {
      parts.add(all.subList(from, Math.min(from + 500, all.size())));
    }
    return parts;
  }
}
