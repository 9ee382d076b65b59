package dev.reveille.gateway.pace;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.pace.Ticket.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way to a provider under one key. Whatever happens - a request comes, is let in, refused
 * or over, or time passes - ends in {@link #pump}, which lets through what may go. Thread-safe;
 * waiting takes no thread.
 */
final class Lane {
  private static final long NEVER = Long.MAX_VALUE;
  private static final int SLOWEST = 50;

  /** Waiting for less says nothing of a provider that has not refused. */
  private static final long LONG_WAIT = Duration.ofSeconds(10).toNanos();

  /** The very first request has a connection to make, too. */
  private static final int COLD = 5;

  private final Provider provider;
  private final PaceOptions options;
  private final LongSupplier nanos;
  private final Alarm alarm;
  private final Turns turns = new Turns();
  private final List<Ticket> underWay = new ArrayList<>();
  private final Rates rates;
  private final Window window;
  private final Breaker breaker;
  private final long origin;
  private long arrivals;
  private long sent;
  private long refused;
  private long gaveUp;
  private @Nullable Ticket lastSent;
  private boolean cold = true;
  private long settle;
  private long wakeAt = NEVER;

  Lane(
      Provider provider,
      PaceOptions options,
      LongSupplier nanos,
      Alarm alarm,
      Breaker.Chance chance) {
    this.provider = provider;
    this.options = options;
    this.nanos = nanos;
    this.alarm = alarm;
    this.origin = nanos.getAsLong();
    this.rates = new Rates(provider);
    this.settle = COLD * options.settle().toNanos();
    this.window = new Window(options.growth().toNanos());
    this.breaker = new Breaker(options.pauses(), chance, now());
  }

  /** Nanoseconds since the lane began, so that they can be compared. */
  private long now() {
    return nanos.getAsLong() - origin;
  }

  void enter(Ask ask, Waiter waiter) {
    After after = new After();
    synchronized (this) {
      Ticket ticket = new Ticket(this, ask, waiter, arrivals++);
      after.add(() -> waiter.queued(ticket));
      if (turns.size() >= options.queue()) {
        ticket.state = State.DONE;
        gaveUp(ticket, Spoken.count(turns.size(), "request") + " wait for it already", after);
      } else {
        waits(ticket);
        pump(after);
      }
    }
    after.run();
  }

  void left(Ticket ticket) {
    After after = new After();
    synchronized (this) {
      if (ticket.state == State.UNDER_WAY && !ticket.left) {
        ticket.left = true;
        ticket.leftAt = now();
        pump(after);
      }
    }
    after.run();
  }

  void accepted(Ticket ticket) {
    After after = new After();
    synchronized (this) {
      if (ticket.state == State.UNDER_WAY) {
        proven(ticket);
        breaker.answered(ticket.sentAt);
        pump(after);
      }
    }
    after.run();
  }

  void refused(Ticket ticket, Overload refusal) {
    After after = new After();
    synchronized (this) {
      if (ticket.state != State.UNDER_WAY) {
        return;
      }
      leaveRoad(ticket, 0);
      long now = now();
      ticket.last = refusal;
      settle = slowed(now - (ticket.left ? ticket.leftAt : ticket.sentAt));
      cold = false;
      window.refused(ticket.round, underWay.size(), now);
      if (breaker.refused(refusal, ticket.sentAt, underWay.isEmpty(), now)) {
        window.outage();
      }
      refused++;
      waits(ticket);
      pump(after);
    }
    after.run();
  }

  void ended(Ticket ticket, long tokens) {
    After after = new After();
    synchronized (this) {
      switch (ticket.state) {
        case WAITING -> {
          turns.remove(ticket);
          waitsNoMore(ticket);
        }
        case UNDER_WAY -> leaveRoad(ticket, tokens);
        case DONE -> {
          return;
        }
      }
      ticket.state = State.DONE;
      pump(after);
    }
    after.run();
  }

  @Nullable GaveUp abandoned(Ticket ticket) {
    After after = new After();
    GaveUp why = null;
    synchronized (this) {
      if (ticket.state == State.WAITING) {
        turns.remove(ticket);
        waitsNoMore(ticket);
        ticket.state = State.DONE;
        if (ticket.last != Overload.NONE || ticket.waited >= LONG_WAIT) {
          String words = words(ticket, why()) + " before its agent left.";
          why = new GaveUp(ticket.last, ticket.sends, words);
        }
        pump(after);
      }
    }
    after.run();
    return why;
  }

  synchronized Outlook outlook() {
    long now = now();
    long pause = breaker.pause(now);
    if (breaker.state(now) != BreakerState.OPEN && pause < options.deferral().toNanos()) {
      return Outlook.OPEN;
    }
    return new Outlook(Duration.ofNanos(pause), sentence());
  }

  synchronized LaneView view() {
    return new LaneView(
        provider.name(),
        turns.size(),
        underWay.size(),
        limit(),
        breaker.state(now()),
        sent,
        refused,
        gaveUp);
  }

  private int limit() {
    int most = provider.maxConcurrent() == 0 ? Integer.MAX_VALUE : provider.maxConcurrent();
    return Math.min(most, window.size());
  }

  /**
   * When it counts as let in, unless it is refused before. A first connection, or a run log that is
   * slow to take the effect mark, holds a request back for longer than a refusal takes.
   */
  private long settledAt(Ticket ticket) {
    long leftAt = ticket.left ? ticket.leftAt : ticket.sentAt + longest();
    return leftAt + settle;
  }

  /** Where refusals come late, nothing counts as let in before they could have come. */
  private long slowed(long refusal) {
    long least = options.settle().toNanos();
    return Math.max(least, Math.min(longest(), 2 * refusal));
  }

  private long longest() {
    return SLOWEST * options.settle().toNanos();
  }

  private void waits(Ticket ticket) {
    long now = now();
    ticket.state = State.WAITING;
    ticket.waitingSince = now;
    long left = ticket.ask.patience().begin();
    ticket.deadline = left > NEVER - now ? NEVER : now + left;
    turns.add(ticket);
  }

  private void waitsNoMore(Ticket ticket) {
    ticket.ask.patience().end();
    ticket.waited += now() - ticket.waitingSince;
  }

  private void leaveRoad(Ticket ticket, long tokens) {
    underWay.remove(ticket);
    turns.ended(ticket);
    rates.ended(ticket, now(), tokens);
  }

  private void proven(Ticket ticket) {
    if (!ticket.proven) {
      ticket.proven = true;
      settle = cold ? options.settle().toNanos() : settle;
      cold = false;
      window.accepted(ticket.round);
      breaker.letIn(ticket.sentAt);
    }
  }

  private void pump(After after) {
    long now = now();
    for (Ticket ticket : underWay) {
      if (settledAt(ticket) <= now) {
        proven(ticket);
      }
    }
    long next = letThrough(now, after);
    for (Ticket ticket : turns.removeIf(each -> each.deadline <= now || leaves(each, now))) {
      waitsNoMore(ticket);
      ticket.state = State.DONE;
      gaveUp(ticket, why(), after);
    }
    for (Ticket ticket : turns.all()) {
      next = Math.min(next, ticket.deadline);
    }
    if (!turns.isEmpty() || breaker.isOpen()) {
      for (Ticket ticket : underWay) {
        if (!ticket.proven) {
          next = Math.min(next, settledAt(ticket));
        }
      }
    }
    wake(next, now);
  }

  /** Returns when it is worth looking again, unless something happens before. */
  private long letThrough(long now, After after) {
    while (!turns.isEmpty()) {
      long at = gate(now);
      if (at > now) {
        return at;
      }
      long[] earliest = {NEVER};
      Ticket ticket = turns.next(each -> modelMay(each, now, earliest)).orElse(null);
      if (ticket == null) {
        return earliest[0];
      }
      send(ticket, now, after);
    }
    return NEVER;
  }

  /** When the next request may go, whichever it is; {@link #NEVER} if something must end first. */
  private long gate(long now) {
    long pause = breaker.pause(now);
    if (pause > 0) {
      return now + pause;
    }
    Ticket last = lastSent;
    boolean careful = breaker.isOpen() || window.isLearned();
    if (careful && last != null && last.state == State.UNDER_WAY && !last.proven) {
      return settledAt(last);
    }
    int most = provider.maxConcurrent();
    if (most > 0 && underWay.size() >= most) {
      return NEVER;
    }
    if (underWay.size() >= window.size() && !window.grow(now)) {
      return window.growsByTime() ? Math.max(now + 1, window.whenGrowing()) : NEVER;
    }
    return rates.next(now);
  }

  private boolean modelMay(Ticket ticket, long now, long[] earliest) {
    long at = rates.next(ticket, now);
    earliest[0] = Math.min(earliest[0], at);
    return at <= now;
  }

  /**
   * Whether it goes elsewhere instead, as it was refused or would have to wait for a closed lane.
   */
  private boolean leaves(Ticket ticket, long now) {
    if (breaker.state(now) == BreakerState.OPEN) {
      return ticket.ask.leaves().test(breaker.last());
    }
    return ticket.last != Overload.NONE && ticket.ask.leaves().test(ticket.last);
  }

  private void send(Ticket ticket, long now, After after) {
    turns.remove(ticket);
    waitsNoMore(ticket);
    ticket.state = State.UNDER_WAY;
    ticket.sentAt = now;
    ticket.left = false;
    ticket.sends++;
    ticket.round = window.round();
    ticket.proven = false;
    underWay.add(ticket);
    turns.sent(ticket);
    rates.sent(ticket, now);
    lastSent = ticket;
    sent++;
    after.add(() -> ticket.waiter.go(ticket));
  }

  private void wake(long at, long now) {
    if (at == NEVER || (wakeAt > now && wakeAt <= at)) {
      return;
    }
    wakeAt = at;
    alarm.after(
        Math.max(1, at - now),
        () -> {
          After after = new After();
          synchronized (this) {
            wakeAt = NEVER;
            pump(after);
          }
          after.run();
        });
  }

  private void gaveUp(Ticket ticket, String why, After after) {
    String words =
        words(ticket, why)
            + "; the job's patience is "
            + Spoken.duration(ticket.ask.patience().whole())
            + ".";
    gaveUp++;
    after.add(() -> ticket.waiter.gaveUp(ticket, new GaveUp(ticket.last, ticket.sends, words)));
  }

  private String words(Ticket ticket, String why) {
    return "The provider "
        + provider.name()
        + " took no request for "
        + Spoken.duration(Duration.ofNanos(ticket.waited))
        + ": "
        + why
        + ". This one was sent "
        + (ticket.sends == 1 ? "once" : ticket.sends + " times");
  }

  private String sentence() {
    return "The provider " + provider.name() + " takes no requests: " + why() + ".";
  }

  private String why() {
    Overload last = breaker.last();
    if (last != Overload.NONE) {
      return last.words()
          + (breaker.row() > 1 ? ", " + breaker.row() + " times in a row" : "")
          + (last.retryAfter() == null
              ? ""
              : ", and asks to be left alone for " + Spoken.duration(last.retryAfter()));
    }
    return "it is given at most "
        + Spoken.count(limit(), "request")
        + " at once, and "
        + turns.size()
        + " more wait";
  }
}
