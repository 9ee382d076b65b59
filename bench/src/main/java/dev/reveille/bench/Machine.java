package dev.reveille.bench;

import dev.reveille.cli.temporal.TemporalBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** The kind of machine, without anything that tells whose it is. */
public final class Machine {
  private Machine() {}

  /** One line, with the date and the server's version. */
  static String describe() {
    return hardware() + ", Temporal " + TemporalBinary.SERVER_VERSION + " on a SQLite file";
  }

  /** One line, with the date. */
  public static String hardware() {
    return LocalDate.now(ZoneOffset.UTC)
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores ("
        + processor()
        + "), Java "
        + Runtime.version().feature();
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("kind unknown");
    } catch (IOException e) {
      return "kind unknown";
    }
  }
}
