package dev.reveille.drill.agent;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs commands in the session's folder, without input. */
final class Shell {
  private final File folder;
  private final Cancellation cancellation;

  Shell(File folder, Cancellation cancellation) {
    this.folder = folder;
    this.cancellation = cancellation;
  }

  /** Blocks until the command ends; a cancelled turn kills it. */
  ShellResult run(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    cancellation.onCancel(
        () -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        });
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new ShellResult(output, process.waitFor());
  }
}
