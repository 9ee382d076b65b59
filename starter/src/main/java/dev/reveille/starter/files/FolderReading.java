package dev.reveille.starter.files;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.PlannedJob;
import dev.reveille.starter.files.problem.Problem;
import dev.reveille.starter.files.settings.FolderSettings;
import java.util.List;
import java.util.Optional;

/**
 * What a folder says.
 *
 * @param jobs every job that is right, by id; while {@link #hasErrors} none of them may be applied
 * @param problems all of all files, sorted by place
 */
public record FolderReading(
    FolderSettings settings, List<PlannedJob> jobs, List<Problem> problems) {
  public FolderReading {
    requireNonNull(settings, "settings is null");
    jobs = List.copyOf(jobs);
    problems = List.copyOf(problems);
  }

  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }

  public List<Problem> errors() {
    return problems.stream().filter(Problem::isError).toList();
  }

  /**
   * The jobs, all of which are right.
   *
   * @throws InvalidJobs if there are errors
   */
  public List<PlannedJob> orThrow() {
    if (hasErrors()) {
      throw new InvalidJobs(errors());
    }
    return jobs;
  }

  public Optional<PlannedJob> job(String id) {
    return jobs.stream().filter(job -> job.definition().id().equals(id)).findFirst();
  }

  /** One problem a line, as {@code jobs/a.yaml:12:9: …}; empty when there is none. */
  public String text() {
    return String.join("", problems.stream().map(problem -> problem.text() + "\n").toList());
  }
}
