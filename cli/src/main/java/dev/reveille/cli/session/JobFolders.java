package dev.reveille.cli.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which folder a command works on. */
final class JobFolders {
  private JobFolders() {}

  /** The folder, and a remark where nobody named it. */
  record Choice(Path folder, Optional<String> remark) {}

  static Choice choose(Surroundings here, Flags flags) {
    Path given = flags.dir();
    if (given != null) {
      Path folder = here.directory().resolve(given).normalize();
      if (!Files.isDirectory(folder)) {
        throw Failure.usage(
            "--dir: " + folder + " is no folder (expected: the folder of reveille.yaml and jobs/)");
      }
      return new Choice(folder, Optional.empty());
    }
    Path current = here.directory();
    if (holdsJobs(current)) {
      return new Choice(current, Optional.empty());
    }
    Path examples = current.resolve("examples");
    if (isHome(here) && holdsJobs(examples)) {
      return new Choice(
          examples, Optional.of("using examples/, as there is no reveille.yaml and no jobs/ here"));
    }
    throw Failure.usage(
        current
            + " has neither reveille.yaml nor jobs/; go to the folder that has them, name it with"
            + " --dir DIR, or make one here with `reveille init`");
  }

  private static boolean holdsJobs(Path folder) {
    return Files.exists(folder.resolve("reveille.yaml"))
        || Files.isDirectory(folder.resolve("jobs"));
  }

  /** The launcher says where it stands; examples/ counts only there. */
  private static boolean isHome(Surroundings here) {
    String home = here.environment().getOrDefault("REVEILLE_HOME", "");
    try {
      return !home.isEmpty() && Path.of(home).toRealPath().equals(here.directory().toRealPath());
    } catch (IOException e) {
      return false;
    }
  }
}
