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

  /** Waiting for less says nothing of a provider that has not refused. */
  private static final long LONG_WAIT = Duration.ofSeconds(10).toNanos();

  private final Provider provider;
  private final PaceOptions options;
  private final LongSupplier nanos;
  private final Alarm alarm;
  private final Turns turns = new Turns();
  private final List<Ticket> underWay = new ArrayList<>();
  private final Rates rates;
  private final Window window;
  private final Breaker breaker;
  private final Settling settling;
  private final LaneWords words;
  private final long origin;
  private long arrivals;
  private long sent;
  private long refused;
  private long gaveUp;
  private @Nullable Ticket lastSent;
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
    this.settling = new Settling(options.settle().toNanos());
    this.words = new LaneWords(provider.name());
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
      settling.refused(now - (ticket.left ? ticket.leftAt : ticket.sentAt));
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
          why = new GaveUp(ticket.last, ticket.sends, words.left(ticket, why()));
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
    return new Outlook(Duration.ofNanos(pause), words.closed(why()));
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
      settling.letIn();
      window.accepted(ticket.round);
      breaker.letIn(ticket.sentAt);
    }
  }

  private void pump(After after) {
    long now = now();
    for (Ticket ticket : underWay) {
      if (settling.at(ticket) <= now) {
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
          next = Math.min(next, settling.at(ticket));
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
      return settling.at(last);
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
    String sentence = words.outOfPatience(ticket, why);
    gaveUp++;
    after.add(() -> ticket.waiter.gaveUp(ticket, new GaveUp(ticket.last, ticket.sends, sentence)));
  }

  private String why() {
    return words.why(breaker.last(), breaker.row(), limit(), turns.size());
  }
}
