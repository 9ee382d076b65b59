package dev.reveille.acceptance.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Holds an API against its OpenAPI document; from PyPI, kept in the user's cache. */
final class Schemathesis {
  private static final String VERSION = "4.32.5";
  private static final int MINUTES = 3;

  private Schemathesis() {}

  /** What it has to say; empty when all is as the document says. */
  static String check(String document, String token) throws IOException, InterruptedException {
    Path program = installed().resolve("bin/schemathesis");
    return run(
        List.of(
            program.toString(),
            "run",
            document,
            "--max-examples",
            "5",
            "--phases",
            "coverage,fuzzing",
            "--seed",
            "1",
            "--no-color",
            "--header",
            "Authorization: Bearer " + token,
            "--checks",
            "not_a_server_error,status_code_conformance,content_type_conformance,"
                + "response_schema_conformance,negative_data_rejection,use_after_free"));
  }

  private static Path installed() throws IOException, InterruptedException {
    Path place =
        Path.of(System.getProperty("user.home"), ".cache/reveille/schemathesis-" + VERSION);
    if (!Files.exists(place.resolve("complete"))) {
      require(List.of("python3", "-m", "venv", "--clear", place.toString()));
      require(
          List.of(
              place.resolve("bin/python").toString(),
              "-m",
              "pip",
              "install",
              "-q",
              "schemathesis==" + VERSION));
      Files.createFile(place.resolve("complete"));
    }
    return place;
  }

  private static void require(List<String> command) throws IOException, InterruptedException {
    String said = run(command);
    if (!said.isEmpty()) {
      throw new AssertionError("schemathesis cannot be had: " + said);
    }
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("schemathesis", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      return ended && process.exitValue() == 0 ? "" : Files.readString(said, UTF_8);
    } finally {
      Files.delete(said);
    }
  }
}
