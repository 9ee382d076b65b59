package dev.reveille.starter.files;

import dev.reveille.domain.Spoken;
import dev.reveille.starter.failure.ReveilleException;
import dev.reveille.starter.files.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Job definitions have errors; nothing may be done with any of them until these are mended. */
public final class InvalidJobs extends ReveilleException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidJobs(List<Problem> problems) {
    super(
        Spoken.count(problems.size(), "error")
            + " in job definitions:"
            + problems.stream().map(p -> "\n" + p.text()).collect(Collectors.joining()),
        null);
    this.problems = List.copyOf(problems);
  }

  /** All errors at once, each with place, what was found, what was expected and the remedy. */
  public List<Problem> problems() {
    return problems;
  }
}
