package dev.reveille.starter.imports;

import dev.reveille.starter.files.problem.Problem;
import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param jobs in the order of their source
 * @param gone files of earlier imports whose job the source no longer names
 * @param toAdd YAML for {@code reveille.yaml}, without which something could not be carried; empty
 *     where nothing is missing
 * @param problems of the source and of {@code reveille.yaml}
 */
public record ImportReport(
    List<ImportedJob> jobs, List<String> gone, String toAdd, List<Problem> problems) {
  public ImportReport {
    jobs = List.copyOf(jobs);
    gone = List.copyOf(gone);
    problems = List.copyOf(problems);
  }

  /** How many jobs ended so. */
  public long count(ImportedJob.Outcome outcome) {
    return jobs.stream().filter(job -> job.outcome() == outcome).count();
  }
}
