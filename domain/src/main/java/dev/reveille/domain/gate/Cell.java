package dev.reveille.domain.gate;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * What is booted again and again: one agent for one kind of session.
 *
 * @param agent name of the profile
 * @param target such as {@code isolated} or {@code main}
 */
public record Cell(String agent, String target) implements Comparable<Cell> {
  private static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::agent).thenComparing(Cell::target);

  public Cell {
    requireNonNull(agent, "agent is null");
    requireNonNull(target, "target is null");
  }

  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }

  /** Such as {@code codex × isolated}. */
  @Override
  public String toString() {
    return agent + " × " + target;
  }
}
