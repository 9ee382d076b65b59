package dev.reveille.domain.alert;

import dev.reveille.domain.alert.Notice.Item;
import dev.reveille.domain.job.AlertPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the inbox remembers of one job that fails, or did so lately.
 *
 * @param waiting failures that people are still to be told, one for each cause
 * @param told causes that people were told, and when; the oldest first
 * @param open the incident that people know of; null where they know of none
 * @param recovering since when the open incident waits to be told as over
 */
public record Trouble(
    String job,
    AlertPolicy policy,
    Streak streak,
    List<Waiting> waiting,
    List<Told> told,
    @Nullable Open open,
    @Nullable Instant recovering) {
  private static final int MOST_CAUSES = 8;

  public Trouble {
    waiting = List.copyOf(waiting);
    told = List.copyOf(told);
  }

  /**
   * Failures in a row.
   *
   * @param good the run that ended it; null while it lasts
   */
  public record Streak(
      int failures,
      Instant since,
      Instant lastAt,
      Item last,
      @Nullable String remedy,
      String cause,
      @Nullable Good good) {}

  /** A good run and when it was reported. */
  public record Good(Item item, Instant at) {}

  /**
   * A failure to be told.
   *
   * @param ready when its cooldown is over; gathering begins
   */
  public record Waiting(
      String cause,
      Item item,
      @Nullable String remedy,
      int failures,
      Instant since,
      Instant ready) {}

  /** When a cause was told last. */
  public record Told(String cause, Instant at) {}

  /** An incident that was told, and how many of its reminders are behind us. */
  public record Open(Instant at, int reminders) {}

  static Trouble none(Item item, AlertPolicy policy, String cause, Instant now) {
    Streak over = new Streak(0, now, now, item, null, cause, new Good(item, now));
    return new Trouble(item.job(), policy, over, List.of(), List.of(), null, null);
  }

  Trouble failed(
      Item item, @Nullable String remedy, String cause, AlertPolicy newest, Instant now) {
    // A recovery that nobody was told of yet did not happen: the incident goes on.
    boolean goesOn = streak.good() == null || recovering != null;
    Streak failing =
        new Streak(
            goesOn ? streak.failures() + 1 : 1,
            goesOn ? streak.since() : now,
            now,
            item,
            remedy,
            cause,
            null);
    List<Waiting> more = waiting;
    Optional<Told> before = told.stream().filter(t -> t.cause().equals(cause)).findFirst();
    boolean known = before.isPresent() && !before.get().at().isBefore(failing.since());
    if (failing.failures() >= newest.after() && !known) {
      Instant ready = before.map(t -> later(now, t.at().plus(newest.cooldown()))).orElse(now);
      more = waiting(item, remedy, cause, failing, ready);
    }
    return new Trouble(job, newest, failing, more, told, goesOn ? open : null, null);
  }

  private List<Waiting> waiting(
      Item item, @Nullable String remedy, String cause, Streak failing, Instant ready) {
    List<Waiting> all = new ArrayList<>(waiting);
    for (int i = 0; i < all.size(); i++) {
      Waiting one = all.get(i);
      if (one.cause().equals(cause)) {
        all.set(i, new Waiting(cause, item, remedy, one.failures() + 1, one.since(), one.ready()));
        return all;
      }
    }
    all.add(new Waiting(cause, item, remedy, failing.failures(), failing.since(), ready));
    return all.size() > MOST_CAUSES ? all.subList(1, all.size()) : all;
  }

  Trouble good(Item item, Instant now) {
    if (streak.good() != null) {
      return this;
    }
    Streak over =
        new Streak(
            streak.failures(),
            streak.since(),
            now,
            streak.last(),
            streak.remedy(),
            streak.cause(),
            new Good(item, now));
    boolean toldOf = open != null && policy.recovery();
    return new Trouble(job, policy, over, waiting, told, toldOf ? open : null, toldOf ? now : null);
  }

  String jobName() {
    return streak.last().jobName();
  }

  /** People were told of a waiting failure. */
  Trouble told(String cause, Instant now) {
    List<Told> all = new ArrayList<>(told);
    all.removeIf(t -> t.cause().equals(cause));
    all.add(new Told(cause, now));
    Open opened = open == null && streak.good() == null ? new Open(now, 0) : open;
    return new Trouble(
        job,
        policy,
        streak,
        waiting.stream().filter(w -> !w.cause().equals(cause)).toList(),
        all.size() > MOST_CAUSES ? all.subList(1, all.size()) : all,
        opened,
        recovering);
  }

  /** People were reminded; reminders that were due meanwhile are behind us too. */
  Trouble reminded(Instant now) {
    Open reminded = open;
    while (reminded != null && !reminder(reminded).orElse(Instant.MAX).isAfter(now)) {
      reminded = new Open(reminded.at(), reminded.reminders() + 1);
    }
    return new Trouble(job, policy, streak, waiting, told, reminded, recovering);
  }

  /** People were told that it is good again, or nobody needs to know any more. */
  Trouble closed() {
    return new Trouble(job, policy, streak, waiting, told, null, null);
  }

  /** When people are to be reminded. */
  Optional<Instant> reminder() {
    return open == null || streak.good() != null ? Optional.empty() : reminder(open);
  }

  private Optional<Instant> reminder(Open incident) {
    return Optional.ofNullable(policy.reminder(incident.reminders())).map(incident.at()::plus);
  }

  /** When it can be forgotten: good, all told, and every cooldown over. */
  Optional<Instant> forgettable() {
    if (streak.good() == null || !waiting.isEmpty() || recovering != null) {
      return Optional.empty();
    }
    return Optional.of(
        told.stream()
            .map(t -> t.at().plus(policy.cooldown()))
            .max(Instant::compareTo)
            .orElse(streak.lastAt()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
