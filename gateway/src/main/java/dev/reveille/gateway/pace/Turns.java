package dev.reveille.gateway.pace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Those that wait, and whose turn it is: the job with the fewest requests under way first, so that
 * a busy job starves nobody; then by due time, then as they came. Not thread-safe.
 */
final class Turns {
  private final List<Ticket> waiting = new ArrayList<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private final Comparator<Ticket> order =
      Comparator.<Ticket>comparingInt(ticket -> underWay.getOrDefault(ticket.ask.job(), 0))
          .thenComparing(ticket -> ticket.ask.due())
          .thenComparingLong(ticket -> ticket.arrival);

  int size() {
    return waiting.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void add(Ticket ticket) {
    waiting.add(ticket);
  }

  boolean remove(Ticket ticket) {
    return waiting.remove(ticket);
  }

  Optional<Ticket> next(Predicate<Ticket> may) {
    return waiting.stream().filter(may).min(order);
  }

  List<Ticket> removeIf(Predicate<Ticket> which) {
    List<Ticket> removed = new ArrayList<>();
    for (Iterator<Ticket> each = waiting.iterator(); each.hasNext(); ) {
      Ticket ticket = each.next();
      if (which.test(ticket)) {
        each.remove();
        removed.add(ticket);
      }
    }
    return removed;
  }

  List<Ticket> all() {
    return waiting;
  }

  void sent(Ticket ticket) {
    underWay.merge(ticket.ask.job(), 1, Integer::sum);
  }

  void ended(Ticket ticket) {
    underWay.computeIfPresent(ticket.ask.job(), (job, count) -> count == 1 ? null : count - 1);
  }
}
