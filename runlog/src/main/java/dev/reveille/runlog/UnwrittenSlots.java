package dev.reveille.runlog;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.Json;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.PromisedSlots;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.runlog.SlotReader.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Slots that came due since the ledger's last look, which may be seconds ago or, where all workers
 * are away, days: they are shown all the same, reckoned from what was promised.
 */
final class UnwrittenSlots {
  /** Of one job. */
  private static final int MOST = 100_000;

  private static final Comparator<Key> BY_TIME =
      Comparator.comparing(Key::due).thenComparing(Key::job);

  private UnwrittenSlots() {}

  private record Key(Instant due, String job) {}

  /** The slots read, and those not written yet; oldest first, the latest of them. */
  static List<ServedSlot> added(Handle handle, Query query, List<ServedSlot> read) {
    Map<Key, ServedSlot> all = new TreeMap<>(BY_TIME);
    read.forEach(slot -> all.put(new Key(slot.due(), slot.job()), slot));
    handle
        .createQuery(SlotSql.UNWRITTEN)
        .bind("until", Times.micros(query.until()))
        .map(
            (row, context) -> {
              Promise promise = Json.read(row.getString("promise"), Promise.class);
              if (query.job() == null || promise.job().equals(query.job())) {
                Instant end = Columns.instantOrNull(row, "until_at");
                due(
                        promise,
                        Columns.instant(row, "next_at"),
                        end == null ? query.until() : end,
                        query)
                    .forEach(
                        due -> all.putIfAbsent(new Key(due, promise.job()), slot(promise, due)));
              }
              return promise.job();
            })
        .list();
    List<ServedSlot> slots = new ArrayList<>(all.values());
    return slots.subList(Math.max(0, slots.size() - query.limit()), slots.size());
  }

  private static List<Instant> due(Promise promise, Instant next, Instant end, Query query) {
    Instant to = end.isBefore(query.until()) ? end : query.until();
    Instant since = query.since();
    boolean later = since != null && promise.nominal(since).isAfter(next);
    Instant from = later ? promise.nominal(requireNonNull(since)) : next;
    return PromisedSlots.of(promise).between(from.minusNanos(1), to, MOST).stream()
        .filter(due -> due.isBefore(query.until()))
        .toList();
  }

  private static ServedSlot slot(Promise promise, Instant due) {
    return new ServedSlot(promise.job(), due, ServedSlot.DUE, null, null, null, null);
  }
}
