package dev.reveille.starter.files.tree;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.starter.files.problem.Place;

/** A value as it was written. */
public sealed interface Node permits Scalar, Sequence, Mapping {
  Place place();

  /** The value in a message: short, and with keys masked. */
  String shown();

  JsonNode json();

  /** The same value with all of it at one place. */
  Node movedTo(Place place);

  /** Whether a problem was already reported for it, so that nothing more need be said. */
  default boolean isBroken() {
    return false;
  }
}
