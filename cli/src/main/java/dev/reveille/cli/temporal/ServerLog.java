package dev.reveille.cli.temporal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What the server process prints: its log, of which one older file is kept. */
final class ServerLog {
  private static final long ROLL_BYTES = 16 << 20;
  private static final int TAIL_BYTES = 64 << 10;
  private static final int TAIL_LINES = 12;

  private final Path file;
  private final long from;

  private ServerLog(Path file, long from) {
    this.file = file;
    this.from = from;
  }

  /** Looks at what comes after now. A log above 16 MiB is put aside first. */
  static ServerLog open(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > ROLL_BYTES) {
      Files.move(file, file.resolveSibling(file.getFileName() + ".1"), REPLACE_EXISTING);
    }
    return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
  }

  Path file() {
    return file;
  }

  /**
   * Whether the server said that all of it is up. Its banner is the one sign that <em>our</em>
   * process has the ports: the health check would also be answered by a stranger that took them.
   */
  boolean saysStarted() {
    return since().contains("Temporal Server:");
  }

  /** The last lines since {@link #open}, indented for a message. */
  String tail() {
    var lines = since().lines().filter(line -> !line.isBlank()).toList();
    return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()).stream()
        .map(line -> "  | " + (line.length() > 300 ? line.substring(0, 300) + "…" : line))
        .collect(Collectors.joining("\n"));
  }

  boolean mentions(String text) {
    return since().contains(text);
  }

  private String since() {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      var start = Math.max(from, in.length() - TAIL_BYTES);
      in.seek(start);
      var bytes = new byte[(int) Math.max(0, in.length() - start)];
      in.readFully(bytes);
      return new String(bytes, UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
