package dev.reveille.activities.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One look at Linux' /proc: who belongs to whom. */
final class ProcTable {

  private static final Path PROC = Path.of("/proc");

  /** Some fifty numbers and a command of at most 64 bytes. */
  private static final int STAT_BYTES = 2048;

  private static final int START_TICKS = 19;

  private final List<Row> rows;

  private ProcTable(List<Row> rows) {
    this.rows = rows;
  }

  /** One process; {@code startTicks} are clock ticks since the host's boot. */
  record Row(
      long pid,
      String command,
      char state,
      long parent,
      long group,
      long session,
      long startTicks) {

    boolean isAlive() {
      return state != 'Z' && state != 'X';
    }
  }

  static ProcTable read() {
    List<Row> rows = new ArrayList<>();
    String[] entries = PROC.toFile().list();
    for (String entry : entries == null ? new String[0] : entries) {
      if (Character.isDigit(entry.charAt(0))) {
        row(Long.parseLong(entry)).ifPresent(rows::add);
      }
    }
    return new ProcTable(rows);
  }

  static Optional<Row> row(long pid) {
    try {
      return Optional.of(parse(stat(pid)));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** The kernel gives the whole line to one read; an empty one is of a process just gone. */
  private static String stat(long pid) throws IOException {
    byte[] line = new byte[STAT_BYTES];
    try (FileInputStream file = new FileInputStream("/proc/" + pid + "/stat")) {
      int length = file.read(line);
      if (length <= 0) {
        throw new IOException("process " + pid + " is gone");
      }
      return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }
  }

  /** A command may hold spaces and parentheses: the fields begin after the last one. */
  static Row parse(String stat) {
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    String[] fields = stat.substring(close + 2).split(" ", START_TICKS + 2);
    return new Row(
        Long.parseLong(stat.substring(0, open).trim()),
        stat.substring(open + 1, close),
        fields[0].charAt(0),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[START_TICKS]));
  }

  List<Row> rows() {
    return rows;
  }

  /** The process, all below it, and all of its session and group. */
  List<Row> treeOf(long root) {
    Set<Long> members = new HashSet<>();
    members.add(root);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Row row : rows) {
        boolean belongs =
            row.session() == root || row.group() == root || members.contains(row.parent());
        if (belongs && members.add(row.pid())) {
          grew = true;
        }
      }
    }
    return rows.stream().filter(row -> members.contains(row.pid())).toList();
  }

  /** Whether the environment a process was started with has an entry that begins like this. */
  static boolean environmentHas(long pid, String start) {
    return environmentValue(pid, start).isPresent();
  }

  /** The value of the entry that begins with {@code start}, which holds name, '=' and more. */
  static Optional<String> environmentValue(long pid, String start) {
    try {
      String environment =
          "\0" + Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
      int at = environment.indexOf("\0" + start);
      if (at < 0) {
        return Optional.empty();
      }
      int end = environment.indexOf('\0', at + 1);
      String entry = environment.substring(at + 1, end < 0 ? environment.length() : end);
      return Optional.of(entry.substring(entry.indexOf('=') + 1));
    } catch (IOException goneOrForeign) {
      return Optional.empty();
    }
  }
}
