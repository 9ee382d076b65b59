package dev.reveille.domain.alert;

import dev.reveille.domain.Json;
import dev.reveille.domain.alert.Notice.Item;
import dev.reveille.domain.job.AlertPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An inbox whose clock a test turns by hand, with channels that take what they are not dead for.
 */
final class Days {
  static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  static final List<String> KNOWN = List.of("mail", "slack");

  final List<String> told = new ArrayList<>();
  final List<Notice> notices = new ArrayList<>();
  final List<String> lost = new ArrayList<>();
  final Set<String> dead = new HashSet<>();
  private Inbox inbox = new Inbox(Inbox.State.empty("desk"));
  private Instant now = START;
  private int runs;

  Instant now() {
    return now;
  }

  Inbox.State state() {
    return inbox.state();
  }

  /** As after continuing as new. */
  void carryOn() {
    inbox = new Inbox(Json.read(Json.write(inbox.state()), Inbox.State.class));
  }

  /** Policy of one channel, so that a test counts each notice once. */
  static AlertPolicy toMail() {
    return AlertPolicy.to(List.of("mail"));
  }

  static AlertPolicy toMail(int after, Duration cooldown) {
    return new AlertPolicy(List.of("mail"), after, cooldown, AlertPolicy.REMIND, true);
  }

  void fails(String job, String verdict, @Nullable String cause) {
    fails(job, verdict, cause, toMail());
  }

  void fails(String job, String verdict, @Nullable String cause, AlertPolicy policy) {
    report(Report.bad(item(job, verdict), "Mend it.", cause, policy));
  }

  /** One of many that come at once. */
  void failsUnheard(String job, String verdict) {
    inbox.take(Report.bad(item(job, verdict), "Mend it.", null, toMail()).among(KNOWN), now);
  }

  void isGood(String job) {
    report(Report.good(item(job, "OK"), toMail()));
  }

  void report(Report report) {
    inbox.take(report.among(KNOWN), now);
    settle();
  }

  Item item(String job, String verdict) {
    runs++;
    return new Item(job, job, now, verdict, "It is so.", job + "-" + runs, "run-" + runs);
  }

  /** Lets time pass, doing what the inbox wants whenever it wants it. */
  void pass(Duration time) {
    Instant until = now.plus(time);
    for (int steps = 0; steps < 100_000; steps++) {
      Optional<Instant> next = inbox.next(now);
      if (next.isEmpty() || next.get().isAfter(until)) {
        now = until;
        return;
      }
      now = next.get().isAfter(now) ? next.get() : now.plusSeconds(1);
      settle();
    }
    throw new AssertionError("the inbox never rests");
  }

  private void settle() {
    List<Delivery> deliveries = inbox.start(now);
    while (!deliveries.isEmpty()) {
      deliveries.forEach(this::deliver);
      deliveries = inbox.start(now);
    }
  }

  private void deliver(Delivery delivery) {
    Notice notice = delivery.notice();
    if (dead.contains(delivery.channel())) {
      inbox
          .failed(delivery, "503", false, now)
          .forEach(loss -> lost.add(loss.channel() + " " + loss.notice().title()));
      return;
    }
    inbox.delivered(delivery);
    notices.add(notice);
    told.add(
        Duration.between(START, now).truncatedTo(java.time.temporal.ChronoUnit.MINUTES)
            + " "
            + delivery.channel()
            + " "
            + notice.kind()
            + " "
            + notice.items().size());
  }
}
