package dev.reveille.acceptance.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes of jobs, of any generation and session, inside an isolation or not: told by a mark in
 * the environment that children inherit. Reads {@code /proc}.
 */
final class Orphans {
  static final String MARK = "FAULTS_MARK";

  private Orphans() {}

  /** Command lines, with process ids, of what lives of a job now; zombies do not count. */
  static List<String> of(String job) {
    return marked("\0" + MARK + "=" + job + "\0");
  }

  private static List<String> marked(String mark) {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (("\0" + read(process.resolve("environ"))).contains(mark)) {
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
