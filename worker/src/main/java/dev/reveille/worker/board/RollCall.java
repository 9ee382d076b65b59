package dev.reveille.worker.board;

import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.PromisedSlots;
import dev.reveille.domain.slot.Watched;
import dev.reveille.runlog.BoardReader;
import dev.reveille.runlog.BoardReader.Roll;
import dev.reveille.worker.board.page.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every job and how it stands, the worst first.
 *
 * @param all without regard to what is wanted
 * @param wanted of the chosen standing, with the searched text in the id
 */
record RollCall(List<Line> all, List<Line> wanted) {
  static final int SLOTS = 30;

  /** How far ahead due times are looked for: the 29th of February may be eight years away. */
  static final Duration HORIZON = Duration.ofDays(10 * 366);

  private static final Comparator<Line> WORST_FIRST =
      Comparator.comparing(Line::standing)
          .thenComparing(line -> -Standing.streak(line.roll().marks()))
          .thenComparing(line -> -Standing.bad(line.roll().marks()))
          .thenComparing(Line::job);

  RollCall {
    all = List.copyOf(all);
    wanted = List.copyOf(wanted);
  }

  /** A job and how it stands. */
  record Line(Roll roll, Standing standing) {
    static Line of(Roll roll) {
      return new Line(roll, Standing.of(roll.marks(), roll.watched() == Watched.PAUSED));
    }

    String job() {
      return roll.job();
    }

    /**
     * When it is due next. What the run log knows of that is as old as the ledger's last round, in
     * which a job may have been due several times.
     */
    @Nullable Instant next(Promise promise, Instant now) {
      Instant known = roll.next();
      if (known == null) {
        return null;
      }
      Instant due = known.minus(promise.offset());
      return due.isBefore(now)
          ? PromisedSlots.of(promise).between(now, now.plus(HORIZON), 1).stream()
              .findFirst()
              .orElse(null)
          : due;
    }
  }

  /**
   * Reads it.
   *
   * @param show the only standing that is wanted; null for all
   * @param search part of the wanted ids
   */
  static RollCall read(
      BoardReader board, @Nullable String owner, @Nullable Standing show, String search) {
    List<Line> all =
        board.rollCall(owner, SLOTS).stream().map(Line::of).sorted(WORST_FIRST).toList();
    String part = search.toLowerCase(Locale.ROOT);
    return new RollCall(
        all,
        all.stream()
            .filter(line -> show == null || line.standing() == show)
            .filter(line -> line.job().contains(part))
            .toList());
  }

  Map<Standing, Integer> counts() {
    Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
    for (Standing standing : Standing.values()) {
      counts.put(standing, 0);
    }
    all.forEach(line -> counts.merge(line.standing(), 1, Integer::sum));
    return counts;
  }

  /** A part of what is wanted. */
  List<Line> part(int offset, int limit) {
    int from = Math.min(offset, wanted.size());
    return wanted.subList(from, Math.min(wanted.size(), from + limit));
  }
}
