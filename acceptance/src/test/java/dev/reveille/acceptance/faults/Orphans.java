package dev.reveille.acceptance.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Processes of jobs, of any generation and session, inside an isolation or not: told by a mark in
 * the environment that children inherit. Reads {@code /proc}.
 */
final class Orphans {
  static final String MARK = "FAULTS_MARK";

  private Orphans() {}

  /** Command lines, with process ids, of what lives of a job now; zombies do not count. */
  static List<String> of(String job) {
    String mark = "\0" + MARK + "=" + job + "\0";
    return where(environment -> environment.contains(mark));
  }

  /** As above, of those that this worker had started. */
  static List<String> of(String job, long worker) {
    String mark = "\0" + MARK + "=" + job + "\0";
    return where(environment -> environment.contains(mark) && isFrom(worker, environment));
  }

  /** All that a worker had started for whatever job. */
  static List<String> ofWorker(long worker) {
    return where(environment -> isFrom(worker, environment));
  }

  private static boolean isFrom(long worker, String environment) {
    return Pattern.compile("\0REVEILLE_PROCESS=[0-9a-f-]+\\." + worker + "\\.")
        .matcher(environment)
        .find();
  }

  private static List<String> where(Predicate<String> environment) {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (environment.test("\0" + read(process.resolve("environ")))) {
          found.add(
              process.getFileName() + " " + read(process.resolve("cmdline")).replace('\0', ' '));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** The file's content; empty for a process that is gone, a zombie, or not ours to read. */
  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
