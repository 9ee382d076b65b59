package dev.reveille.starter.files;

import dev.reveille.starter.files.job.Identity;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Sequence;
import dev.reveille.starter.files.tree.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The job files of a folder as they are written, right or wrong, and the ids that they take. */
public final class WrittenJobs {
  private WrittenJobs() {}

  /**
   * A job file.
   *
   * @param name relative to the folder
   */
  public record File(String name, String text, List<String> ids) {
    public File {
      ids = List.copyOf(ids);
    }
  }

  /** All that can be read. Blocks on the file system. */
  public static List<File> of(Path folder) {
    Problems unsaid = new Problems();
    List<File> files = new ArrayList<>();
    for (Path path : JobFiles.of(folder, unsaid).jobs()) {
      String name = folder.relativize(path).toString().replace('\\', '/');
      Optional<String> text = SourceText.text(path, name, unsaid);
      if (text.isPresent() && !text.get().isBlank()) {
        List<String> ids = new ArrayList<>();
        SourceText.tree(name, text.get(), unsaid).ifPresent(root -> collect(root, ids));
        files.add(new File(name, text.get(), ids));
      }
    }
    return files;
  }

  private static void collect(Node root, List<String> ids) {
    if (root instanceof Sequence list) {
      list.items().forEach(item -> collect(item, ids));
    } else if (root instanceof Mapping mapping && mapping.get("jobs") instanceof Sequence list) {
      list.items().forEach(item -> collect(item, ids));
    } else if (root instanceof Mapping mapping) {
      Identity.of(mapping).ifPresent(ids::add);
    }
  }
}
