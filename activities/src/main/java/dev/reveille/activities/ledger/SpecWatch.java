package dev.reveille.activities.ledger;

import static java.util.Objects.requireNonNull;

import dev.reveille.activities.ledger.Sight.Described;
import dev.reveille.activities.ledger.Sight.Held;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.PromisedSlots;
import dev.reveille.domain.slot.Watched;
import dev.reveille.runlog.SlotLog;
import dev.reveille.runlog.SlotReader;
import dev.reveille.runlog.SlotReader.Spec;
import dev.reveille.workflows.JobRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the recorded versions of an owner's schedules in step with Temporal: one List a look, and a
 * Describe only where something changed.
 */
final class SpecWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SpecWatch.class);

  /** Describes in one look. */
  private static final int MOST = 200;

  /** How far back slots are promised to a ledger that has lost its memory. */
  private static final Duration MEMORY = Duration.ofDays(7);

  /** How long an apply may take to remove a schedule of which it has said so. */
  private static final Duration LEAVING = Duration.ofMinutes(10);

  private final Sight sight;
  private final SlotReader reader;
  private final SlotLog log;
  private final Map<String, String> unreadable = new ConcurrentHashMap<>();

  SpecWatch(Sight sight, SlotReader reader, SlotLog log) {
    this.sight = sight;
    this.reader = reader;
    this.log = log;
  }

  /**
   * How it stands now.
   *
   * @param before how each version was seen before this look, by id
   * @param specs as they are recorded now
   * @param more whether something was left for the next look
   */
  record Seen(Map<Long, Watched> before, List<Spec> specs, boolean more) {}

  Seen look(String owner, Instant since, Instant now) {
    Map<String, Held> held = sight.held(owner);
    List<Spec> specs = reader.specs(owner);
    Map<String, Spec> current = new HashMap<>();
    Map<Long, Watched> before = new HashMap<>();
    for (Spec spec : specs) {
      before.put(spec.id(), spec.watched());
      if (spec.until() == null) {
        current.put(spec.promise().job(), spec);
      }
    }
    Instant earliest = since.isAfter(now.minus(MEMORY)) ? since : now.minus(MEMORY);
    Map<Watched, List<Long>> changed = new EnumMap<>(Watched.class);
    TreeSet<String> jobs = new TreeSet<>(current.keySet());
    jobs.addAll(held.keySet());
    int asked = 0;
    boolean more = false;
    for (String job : jobs) {
      Spec spec = current.get(job);
      Held listed = held.get(job);
      if (isAsBefore(spec, listed, now) || isUnreadable(job, listed)) {
        continue;
      }
      if (asked++ >= MOST) {
        more = true;
        break;
      }
      Optional<Described> described = sight.described(owner, job);
      if (described.isEmpty()) {
        if (spec != null) {
          gone(spec, now, changed);
        }
        continue;
      }
      try {
        record(spec, described.get(), earliest, now, changed);
      } catch (IllegalArgumentException | NullPointerException e) {
        LOG.warn("the schedule of {} cannot be read, so its slots are not watched", job, e);
        unreadable.put(job, String.valueOf(described.get().held().digest()));
      }
    }
    changed.forEach((watched, ids) -> log.seen(ids, watched, now));
    return new Seen(before, reader.specs(owner), more);
  }

  /** Whether the list alone shows that nothing has changed since the last look. */
  private static boolean isAsBefore(@Nullable Spec spec, @Nullable Held listed, Instant now) {
    if (spec == null || listed == null) {
      return spec == null ? listed == null : spec.watched() == Watched.GONE;
    }
    return Objects.equals(spec.promise().digest(), listed.digest())
        && spec.watched() == watched(spec.promise(), listed, spec.watched(), now);
  }

  private boolean isUnreadable(String job, @Nullable Held listed) {
    return listed != null && String.valueOf(listed.digest()).equals(unreadable.get(job));
  }

  /** A list whose times have all passed says nothing new: the server is behind with it. */
  private static Watched watched(Promise promise, Held held, Watched before, Instant now) {
    if (held.paused()) {
      return Watched.PAUSED;
    }
    List<Instant> coming = held.next().stream().filter(at -> at.isAfter(now)).toList();
    if (coming.isEmpty() && before == Watched.CHANGED) {
      return before;
    }
    return PromisedSlots.of(promise).agree(coming) ? Watched.KEPT : Watched.CHANGED;
  }

  private void record(
      @Nullable Spec spec,
      Described described,
      Instant earliest,
      Instant now,
      Map<Watched, List<Long>> changed) {
    JobRun.Input input = requireNonNull(described.input());
    Held held = described.held();
    String digest = requireNonNull(held.digest());
    if (spec != null
        && digest.equals(spec.promise().digest())
        && spec.promise().offset().toMillis() == input.offsetMillis()) {
      Watched watched = watched(spec.promise(), held, spec.watched(), now);
      if (watched != spec.watched()) {
        changed.computeIfAbsent(watched, any -> new ArrayList<>()).add(spec.id());
      }
      return;
    }
    Instant since = described.writtenAt();
    if (spec == null) {
      since = since.isAfter(earliest) ? since : earliest;
    } else if (!since.isAfter(spec.promise().since())) {
      since = now;
    }
    Promise promise =
        Promise.of(
            input.definition(),
            since,
            digest,
            Duration.ofMillis(input.offsetMillis()),
            input.folds());
    log.promise(
        promise,
        PromisedSlots.of(promise).next(since),
        watched(promise, held, Watched.KEPT, now),
        now);
  }

  private void gone(Spec spec, Instant now, Map<Watched, List<Long>> changed) {
    Instant leaving = spec.leavingAt();
    if (leaving != null && leaving.isAfter(now.minus(LEAVING))) {
      log.end(spec.id(), leaving);
    } else {
      changed.computeIfAbsent(Watched.GONE, any -> new ArrayList<>()).add(spec.id());
    }
  }
}
