package dev.reveille.domain.alert;

import dev.reveille.domain.alert.Notice.Item;
import dev.reveille.domain.alert.Trouble.Told;
import dev.reveille.domain.alert.Trouble.Waiting;
import dev.reveille.domain.job.AlertPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides from reports what people are told and when. Has no clock: each call says what time it is,
 * and {@link #next} when to ask again. Not thread-safe.
 */
final class Incidents {
  /** Beyond them the one heard of longest ago is forgotten; it is told anew when it fails again. */
  static final int MOST_JOBS = 2_000;

  private final String owner;
  private final Map<String, Trouble> troubles = new LinkedHashMap<>();
  private List<String> known;

  Incidents(String owner, List<Trouble> troubles, List<String> known) {
    this.owner = owner;
    this.known = known;
    troubles.forEach(trouble -> this.troubles.put(trouble.job(), trouble));
  }

  Collection<Trouble> troubles() {
    return List.copyOf(troubles.values());
  }

  List<String> known() {
    return known;
  }

  void take(Report report, Instant now) {
    learn(report.known());
    Item item = Wording.cut(report.item());
    Trouble before = troubles.get(item.job());
    AlertPolicy policy =
        report.policy() != null
            ? report.policy()
            : before != null ? before.policy() : AlertPolicy.USUAL;
    if (policy.tellsNobody()) {
      troubles.remove(item.job());
      return;
    }
    if (report.good()) {
      if (before != null) {
        keep(before.good(item, now));
      }
      return;
    }
    if (before != null && isSame(before.streak().last(), item)) {
      return;
    }
    String cause = report.cause() == null ? Cause.own(item.verdict(), item.job()) : report.cause();
    Trouble trouble = before == null ? Trouble.none(item, policy, cause, now) : before;
    keep(trouble.failed(item, report.remedy(), cause, policy, now));
    while (troubles.size() > MOST_JOBS) {
      troubles.remove(troubles.keySet().iterator().next());
    }
  }

  /** Every channel there is; nothing is learned of nothing. */
  void learn(List<String> channels) {
    known = channels.isEmpty() ? known : channels;
  }

  /** The job was taken away, or is known to be good: nothing more is said of it. */
  void forget(String job) {
    troubles.remove(job);
  }

  /** Last in line to be forgotten. */
  private void keep(Trouble trouble) {
    troubles.remove(trouble.job());
    troubles.put(trouble.job(), trouble);
  }

  /** The same run that settles twice, or the same slot. */
  private static boolean isSame(Item one, Item other) {
    return one.verdict().equals(other.verdict())
        && one.message().equals(other.message())
        && Objects.equals(one.due(), other.due())
        && Objects.equals(one.workflowId(), other.workflowId())
        && Objects.equals(one.runId(), other.runId());
  }

  /** Whom a reminder would be about at this time. */
  List<Trouble> toRemind(Instant now) {
    return troubles.values().stream().filter(trouble -> isDue(trouble.reminder(), now)).toList();
  }

  void skipReminder(String job, Instant now) {
    troubles.computeIfPresent(job, (id, trouble) -> trouble.reminded(now));
  }

  /** What is to be told now; it counts as told. */
  List<Addressed> due(Instant now) {
    List<Addressed> notices = new ArrayList<>();
    failures()
        .forEach(
            (cause, waiting) -> {
              if (!failuresAt(cause, waiting).isAfter(now)) {
                notices.addAll(tellFailures(cause, now));
              }
            });
    recoveries()
        .forEach(
            (cause, recovering) -> {
              if (!recoveriesAt(recovering).isAfter(now)) {
                notices.addAll(tellRecoveries(recovering, now));
              }
            });
    byCause(trouble -> isDue(trouble.reminder(), now))
        .forEach((cause, failing) -> notices.addAll(remind(failing, now)));
    troubles.values().removeIf(trouble -> isDue(trouble.forgettable(), now));
    return notices;
  }

  /** When {@link #due} next has something to do, if ever. */
  Optional<Instant> next() {
    List<Instant> times = new ArrayList<>();
    failures().forEach((cause, waiting) -> times.add(failuresAt(cause, waiting)));
    recoveries().forEach((cause, recovering) -> times.add(recoveriesAt(recovering)));
    for (Trouble trouble : troubles.values()) {
      trouble.reminder().ifPresent(times::add);
      trouble.forgettable().ifPresent(times::add);
    }
    return times.stream().min(Comparator.naturalOrder());
  }

  private static boolean isDue(Optional<Instant> at, Instant now) {
    return at.isPresent() && !at.get().isAfter(now);
  }

  private Map<String, List<Waiting>> failures() {
    Map<String, List<Waiting>> causes = new TreeMap<>();
    for (Trouble trouble : troubles.values()) {
      for (Waiting waiting : trouble.waiting()) {
        causes.computeIfAbsent(waiting.cause(), c -> new ArrayList<>()).add(waiting);
      }
    }
    return causes;
  }

  private Instant failuresAt(String cause, List<Waiting> waiting) {
    Gathering gathering = Gathering.of(waiting.get(0).item());
    Instant at = gathering.over(waiting.stream().map(Waiting::ready).toList());
    if (gathering.followUp().isZero() || !Cause.isShared(cause)) {
      return at;
    }
    Instant followUp =
        troubles.values().stream()
            .filter(trouble -> trouble.waiting().stream().noneMatch(w -> w.cause().equals(cause)))
            .flatMap(trouble -> trouble.told().stream())
            .filter(told -> told.cause().equals(cause))
            .map(Told::at)
            .max(Comparator.naturalOrder())
            .map(last -> last.plus(gathering.followUp()))
            .orElse(at);
    return followUp.isAfter(at) ? followUp : at;
  }

  private Map<String, List<Trouble>> recoveries() {
    return byCause(trouble -> trouble.recovering() != null);
  }

  private Map<String, List<Trouble>> byCause(Predicate<Trouble> which) {
    Map<String, List<Trouble>> causes = new TreeMap<>();
    for (Trouble trouble : troubles.values()) {
      if (which.test(trouble)) {
        causes.computeIfAbsent(trouble.streak().cause(), c -> new ArrayList<>()).add(trouble);
      }
    }
    return causes;
  }

  private static Instant recoveriesAt(List<Trouble> recovering) {
    List<Instant> since = new ArrayList<>();
    recovering.forEach(trouble -> Optional.ofNullable(trouble.recovering()).ifPresent(since::add));
    return Gathering.of(recovering.get(0).streak().last()).over(since);
  }

  private List<Addressed> tellFailures(String cause, Instant now) {
    List<Failure> told = new ArrayList<>();
    for (Trouble trouble : troubles()) {
      for (Waiting waiting : trouble.waiting()) {
        if (waiting.cause().equals(cause) && !waiting.ready().isAfter(now)) {
          told.add(new Failure(trouble, waiting));
          troubles.put(trouble.job(), trouble.told(cause, now));
        }
      }
    }
    return addressed(
        told, Failure::trouble, failures -> Wording.failures(owner, cause, failures, now));
  }

  private List<Addressed> tellRecoveries(List<Trouble> recovering, Instant now) {
    recovering.forEach(trouble -> troubles.put(trouble.job(), trouble.closed()));
    return addressed(recovering, t -> t, good -> Wording.recoveries(owner, good, now));
  }

  private List<Addressed> remind(List<Trouble> failing, Instant now) {
    failing.forEach(trouble -> troubles.put(trouble.job(), trouble.reminded(now)));
    return addressed(failing, t -> t, broken -> Wording.reminders(owner, broken, now));
  }

  /** A failure that is told now. */
  record Failure(Trouble trouble, Waiting waiting) {}

  /** One notice for all channels that are told of the same jobs. */
  private <T> List<Addressed> addressed(
      List<T> subjects, Function<T, Trouble> trouble, Function<List<T>, Notice> words) {
    Map<String, List<T>> byChannel = new TreeMap<>();
    for (T subject : subjects) {
      for (String channel : trouble.apply(subject).policy().told(known)) {
        byChannel.computeIfAbsent(channel, c -> new ArrayList<>()).add(subject);
      }
    }
    Map<List<T>, List<String>> bySubjects = new LinkedHashMap<>();
    byChannel.forEach(
        (channel, told) -> bySubjects.computeIfAbsent(told, t -> new ArrayList<>()).add(channel));
    List<Addressed> notices = new ArrayList<>();
    bySubjects.forEach((told, channels) -> notices.add(new Addressed(words.apply(told), channels)));
    return notices;
  }

  /** How long from one time to another, never negative. */
  static Duration between(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    return between.isNegative() ? Duration.ZERO : between;
  }
}
