package dev.reveille.domain.alert;

import dev.reveille.domain.alert.Queued.Parcel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Notices on their way, a queue for each channel. A channel is given one notice at a time; one that
 * fails is left alone for longer and longer, and then given the notice behind, so that neither a
 * dead channel holds up another nor a notice that a channel cannot take those after it. Not
 * thread-safe.
 */
final class Outbox {
  /** A notice is tried for so long. */
  static final Duration PATIENCE = Duration.ofHours(2);

  /** One of a drill: whoever drills waits for it, and is not to hear of it hours later. */
  static final Duration DRILLED = Duration.ofSeconds(30);

  static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  /** When it is a channel's turn, more than these become one. */
  static final int MOST_NOTICES = 20;

  /** So many wait for their turn, at the most. */
  private static final int MOST_KEPT = 200;

  private final Map<String, Line> lines = new TreeMap<>();

  /** What waits for one channel, and how it stands with it. */
  private static final class Line {
    private final List<Parcel> parcels = new ArrayList<>();
    private int failures;
    private @Nullable Instant notBefore;
    private @Nullable Parcel underWay;
  }

  Outbox(List<Queued> queues) {
    for (Queued channel : queues) {
      Line line = line(channel.channel());
      line.parcels.addAll(channel.parcels());
      line.failures = channel.failures();
      line.notBefore = channel.notBefore();
    }
  }

  /** All queues; what is under way counts as waiting. */
  List<Queued> queues() {
    List<Queued> queues = new ArrayList<>();
    lines.forEach(
        (name, line) -> {
          List<Parcel> parcels = new ArrayList<>(line.parcels);
          Optional.ofNullable(line.underWay).ifPresent(parcel -> parcels.add(0, parcel));
          if (!parcels.isEmpty() || line.failures > 0) {
            queues.add(new Queued(name, parcels, line.failures, line.notBefore));
          }
        });
    return queues;
  }

  void add(String channel, Notice notice, Instant now) {
    Line line = line(channel);
    line.parcels.add(new Parcel(notice, now, 1));
    if (line.parcels.size() > MOST_KEPT) {
      merge(line, now);
    }
  }

  private static void merge(Line line, Instant now) {
    int count = line.parcels.stream().mapToInt(Parcel::count).sum();
    Instant since = line.parcels.get(0).since();
    Notice all = Wording.flood(line.parcels.stream().map(Parcel::notice).toList(), count, now);
    line.parcels.clear();
    line.parcels.add(new Parcel(all, since, count));
  }

  /** What to bring now, one for each channel that is free; it counts as under way. */
  List<Delivery> start(Instant now) {
    List<Delivery> deliveries = new ArrayList<>();
    lines.forEach(
        (name, line) -> {
          boolean open = line.notBefore == null || !line.notBefore.isAfter(now);
          if (line.underWay == null && open && !line.parcels.isEmpty()) {
            if (line.parcels.size() > MOST_NOTICES) {
              merge(line, now);
            }
            Parcel parcel = line.parcels.remove(0);
            line.underWay = parcel;
            deliveries.add(new Delivery(parcel.notice(), name));
          }
        });
    return deliveries;
  }

  void delivered(Delivery delivery) {
    Line line = line(delivery.channel());
    line.underWay = null;
    line.failures = 0;
    line.notBefore = null;
  }

  /** A try failed, and the channel asked for nothing. */
  List<Notice> failed(Delivery delivery, boolean hopeless, Instant now) {
    return failed(delivery, hopeless, Duration.ZERO, now);
  }

  /**
   * A try failed.
   *
   * @param hopeless whether another try cannot help
   * @param atLeast for how long the channel asked to be left alone
   * @return what is given up
   */
  List<Notice> failed(Delivery delivery, boolean hopeless, Duration atLeast, Instant now) {
    Line line = line(delivery.channel());
    List<Notice> lost = new ArrayList<>();
    Parcel parcel = line.underWay;
    line.underWay = null;
    if (parcel == null) {
      return lost;
    }
    if (hopeless) {
      lost.add(parcel.notice());
      return lost;
    }
    line.parcels.add(parcel);
    line.failures++;
    Duration pause = pause(line.failures);
    line.notBefore = now.plus(pause.compareTo(atLeast) < 0 ? atLeast : pause);
    line.parcels.removeIf(
        waiting -> {
          boolean over = !waiting.since().plus(patience(waiting.notice())).isAfter(now);
          if (over) {
            lost.add(waiting.notice());
          }
          return over;
        });
    return lost;
  }

  private static Duration patience(Notice notice) {
    return notice.kind() == Notice.Kind.DRILL ? DRILLED : PATIENCE;
  }

  /** Whether the last try at it failed. */
  boolean isDown(String channel) {
    Line line = lines.get(channel);
    return line != null && line.failures > 0;
  }

  /** How many notices are on their way or wait. */
  int size() {
    return queues().stream().mapToInt(queue -> queue.parcels().size()).sum();
  }

  /** When {@link #start} next has something to do, if ever; {@code now} for at once. */
  Optional<Instant> next(Instant now) {
    return lines.values().stream()
        .filter(line -> line.underWay == null && !line.parcels.isEmpty())
        .map(line -> line.notBefore == null ? now : line.notBefore)
        .min(Comparator.naturalOrder());
  }

  private Line line(String channel) {
    return lines.computeIfAbsent(channel, name -> new Line());
  }

  private static Duration pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
