package dev.reveille.starter.files.tree;

import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;

/** Ends the reading of a file whose nesting no job needs. */
final class TooDeep extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Place place;

  TooDeep(Place place) {
    super("nested too deep at " + place, null, false, false);
    this.place = place;
  }

  void report(Problems problems) {
    problems.error(
        place,
        "",
        "nested more than " + SourceText.DEEPEST + " levels deep",
        "no field needs that: look for a bracket that is not closed");
  }
}
