package dev.reveille.starter.files.problem;

import dev.reveille.starter.files.problem.Problem.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, so that all of it is said at once. For one thread. */
public final class Problems {
  /** A file of nonsense would bury every other message. */
  static final int MOST_PER_FILE = 200;

  private final TreeSet<Problem> collected = new TreeSet<>();
  private final Map<String, Integer> perFile = new HashMap<>();
  private int errors;

  /** A value that is not what its field takes. */
  public void wrongValue(
      Place place, String field, String found, String expected, @Nullable String remedy) {
    add(Problem.wrongValue(place, field, found, expected, remedy));
  }

  public void error(Place place, String field, String sentence, @Nullable String remedy) {
    add(Problem.inWords(Severity.ERROR, place, field, sentence, remedy));
  }

  public void warning(Place place, String field, String sentence, @Nullable String remedy) {
    add(Problem.inWords(Severity.WARNING, place, field, sentence, remedy));
  }

  /** Whether nothing more of a file is listed, so that words for it need not be sought. */
  public boolean isFull(String file) {
    return perFile.getOrDefault(file, 0) > MOST_PER_FILE;
  }

  /** Errors so far, to tell whether a part of the reading went well. */
  public int errors() {
    return errors;
  }

  public List<Problem> sorted() {
    return List.copyOf(collected);
  }

  /** Takes over a problem that was found elsewhere. */
  public void add(Problem problem) {
    if (problem.isError()) {
      errors++;
    }
    int before = perFile.merge(problem.file(), 1, Integer::sum) - 1;
    if (before < MOST_PER_FILE) {
      collected.add(problem);
    } else if (before == MOST_PER_FILE) {
      collected.add(
          Problem.inWords(
              Severity.ERROR,
              problem.place(),
              "",
              "more than " + MOST_PER_FILE + " problems in this file; the rest is not listed",
              "mend those above first"));
    }
  }
}
