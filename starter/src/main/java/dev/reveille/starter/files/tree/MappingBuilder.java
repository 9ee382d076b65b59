package dev.reveille.starter.files.tree;

import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.problem.Shown;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers entries; a key written twice is an error that names both places. */
final class MappingBuilder {
  private final Problems problems;
  private final Map<String, Mapping.Entry> entries = new LinkedHashMap<>();

  MappingBuilder(Problems problems) {
    this.problems = problems;
  }

  void add(Place keyPlace, String key, Node value) {
    Mapping.Entry first = entries.putIfAbsent(key, new Mapping.Entry(keyPlace, value));
    if (first != null) {
      problems.error(
          keyPlace,
          "",
          "the key "
              + Shown.quoted(key)
              + " is written twice, first at line "
              + first.keyPlace().line()
              + ", column "
              + first.keyPlace().column(),
          "keep one of them");
    }
  }

  Mapping build(Place place) {
    return new Mapping(place, entries);
  }
}
