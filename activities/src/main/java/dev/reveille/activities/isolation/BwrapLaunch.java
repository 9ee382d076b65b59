package dev.reveille.activities.isolation;

import dev.reveille.activities.process.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Hands bubblewrap its options by file descriptor, so that no environment value shows in {@code
 * ps}. Java cannot pass descriptors: a shell opens a private file, deletes it, and becomes
 * bubblewrap.
 */
final class BwrapLaunch {

  private static final String OPEN = "exec 9<\"$1\" && rm -f -- \"$1\" && shift && exec \"$@\"";

  private BwrapLaunch() {}

  static Launch of(
      SpawnPlan plan,
      String bwrap,
      Path runtime,
      Map<String, String> environment,
      List<String> options,
      List<String> command)
      throws IOException {
    Path file = RuntimeFolder.newFile(runtime);
    Files.write(file, (String.join("\0", options) + "\0").getBytes(StandardCharsets.UTF_8));
    List<String> argv =
        new ArrayList<>(
            List.of(
                "/bin/sh", "-c", OPEN, "reveille", file.toString(), bwrap, "--args", "9", "--"));
    argv.addAll(command);
    return new Launch(plan.run(), argv, environment, runtime, List.of(file));
  }
}
