package dev.reveille.starter.files;

import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.tree.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Jobs written in code instead of files, and what they share. They are read by what reads job
 * files, so a mistake is the same problem with the same words; its file is the job's name. Not
 * thread-safe.
 */
public final class JobDrafts {
  private final Path folder;
  private final List<JobDraft> jobs = new ArrayList<>();
  private Draft settings = Draft.EMPTY;

  private JobDrafts(Path folder) {
    this.folder = folder;
  }

  /**
   * Jobs of an owner that nobody else is: a running {@code reveille up} removes what is not in its
   * folder from its own.
   *
   * @param folder of the worker's host, to which workspaces and programs are relative; it need not
   *     be there on this one
   */
  public static JobDrafts of(String owner, Path folder) {
    return new JobDrafts(folder.toAbsolutePath().normalize()).setting("owner", owner);
  }

  /**
   * With any field of {@code reveille.yaml}: what jobs name must be declared here, as it is on the
   * worker, which goes by its own settings of providers, prices and channels.
   *
   * @param path of the field, with dots, such as {@code providers.openai}
   * @param value as for {@link JobDraft#with}
   */
  public JobDrafts setting(String path, Object value) {
    settings = settings.with(path, value);
    return this;
  }

  /** With one more job. */
  public JobDrafts add(JobDraft job) {
    jobs.add(job);
    return this;
  }

  /** Reads all of them. Bad content never throws: it becomes problems, all at once. */
  public FolderReading read() {
    Problems problems = new Problems();
    Optional<Node> shared = settings.node("settings", problems);
    List<Node> nodes = new ArrayList<>();
    for (JobDraft job : jobs) {
      job.fields().node("job " + job.name(), problems).ifPresent(nodes::add);
    }
    return JobFolder.read(folder, shared, nodes, problems);
  }
}
