package dev.reveille.activities.place;

import dev.reveille.activities.process.Disposables;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Keep;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders that runs work in: the job's own, or a fresh empty one for each attempt. */
public final class Workspaces {
  private static final Duration KEPT = Duration.ofDays(30);

  private static final Logger LOG = LoggerFactory.getLogger(Workspaces.class);

  private final Path folder;
  private final SessionFolders sessions;

  /**
   * @param folder where fresh ones are made
   * @param sessions whose turns share one
   */
  public Workspaces(Path folder, SessionFolders sessions) {
    this.folder = folder;
    this.sessions = sessions;
  }

  SessionFolders sessions() {
    return sessions;
  }

  /**
   * @param fresh whether it was made for this attempt alone
   */
  record Workspace(Path path, boolean fresh) {}

  Workspace open(JobDefinition definition, RunKey key, int attempt) throws IOException {
    Path path = path(definition, key, attempt);
    return definition.workspace() != null
        ? new Workspace(path.toRealPath(), false)
        : new Workspace(Files.createDirectories(path).toRealPath(), isFresh(definition));
  }

  /** Where an attempt works, whether or not the folder is there. */
  Path path(JobDefinition definition, RunKey key, int attempt) {
    if (definition.workspace() != null) {
      return Path.of(definition.workspace());
    }
    Optional<SessionName> session = SessionName.kept(definition);
    if (session.isPresent()) {
      return sessions.workspace(session.get());
    }
    String name =
        (key.workflowId() + "." + key.runId().substring(0, 8)).replaceAll("[^\\w.-]", "_");
    return folder.resolve(definition.id()).resolve(name).resolve(Integer.toString(attempt));
  }

  /** Whether the folder is an attempt's alone, and ends with it. */
  static boolean isFresh(JobDefinition definition) {
    return definition.workspace() == null && SessionName.kept(definition).isEmpty();
  }

  /** Deletes a fresh folder unless it is to be kept. */
  void close(Workspace workspace, Keep keep, boolean good) {
    if (!workspace.fresh() || keep == Keep.ALWAYS || (keep == Keep.FAILED && !good)) {
      return;
    }
    delete(workspace.path());
    Path run = workspace.path().getParent();
    try {
      Files.deleteIfExists(run);
    } catch (IOException e) {
      LOG.debug("{} stays: an earlier attempt's folder is in it", run);
    }
  }

  /**
   * Deletes kept folders that are older than a month, or than the records of their runs. Blocking.
   *
   * @param records how long records are kept
   */
  public void prune(Instant now, Duration records) {
    Instant before = now.minus(records.compareTo(KEPT) < 0 ? records : KEPT);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> runs = Files.walk(folder, 2)) {
      List<Path> old =
          runs.filter(run -> folder.relativize(run).getNameCount() == 2)
              .filter(run -> lastChange(run).isBefore(before))
              .toList();
      old.forEach(Workspaces::delete);
    } catch (IOException e) {
      LOG.warn("kept workspaces in {} cannot be looked through: {}", folder, e.getMessage());
    }
  }

  private static Instant lastChange(Path path) {
    try {
      return Files.getLastModifiedTime(path).toInstant();
    } catch (IOException e) {
      return Instant.MAX;
    }
  }

  private static void delete(Path root) {
    try {
      Disposables.delete(List.of(root));
    } catch (IOException e) {
      LOG.warn("the workspace {} could not be deleted: {}", root, e.getMessage());
    }
  }
}
