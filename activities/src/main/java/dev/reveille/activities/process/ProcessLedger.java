package dev.reveille.activities.process;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The live processes of one JVM, in a file of its own under the data folder, so that the next start
 * can find what a killed worker left. Replaced as a whole on each change; not flushed to the disk,
 * as processes do not outlive the host either.
 */
final class ProcessLedger {

  static final String SUFFIX = ".processes";

  private final Path file;
  private final Map<Long, Entry> live = new LinkedHashMap<>();

  /** One process; {@code startMark} tells it from a later one of the same pid. */
  record Entry(long pid, String startMark, String run) {

    Entry {
      requireNonNull(startMark, "startMark is null");
      requireNonNull(run, "run is null");
    }

    String line() {
      return pid + "\t" + startMark + "\t" + run.replaceAll("\\s", " ");
    }

    static Entry parse(String line) {
      String[] fields = line.split("\t", 3);
      if (fields.length != 3) {
        throw new IllegalArgumentException(
            "ledger line: " + line + " (expected: pid, start mark and run, separated by tabs)");
      }
      return new Entry(Long.parseLong(fields[0]), fields[1], fields[2]);
    }
  }

  /** What a ledger file says: the JVM that wrote it, then its processes. */
  record Contents(Entry owner, List<Entry> processes) {}

  private ProcessLedger(Path file) {
    this.file = file;
  }

  static ProcessLedger open(Path folder) throws IOException {
    Files.createDirectories(folder);
    long self = ProcessHandle.current().pid();
    return new ProcessLedger(
        folder.resolve(self + "-" + StartMark.of(self).replace('@', '-') + SUFFIX));
  }

  synchronized void add(Entry entry) throws IOException {
    live.put(entry.pid(), entry);
    write();
  }

  synchronized void remove(long pid) throws IOException {
    live.remove(pid);
    write();
  }

  static Contents read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (!line.isBlank()) {
        entries.add(Entry.parse(line));
      }
    }
    if (entries.isEmpty()) {
      throw new IOException(file + " is empty (expected: a line for the worker that wrote it)");
    }
    return new Contents(entries.get(0), entries.subList(1, entries.size()));
  }

  private void write() throws IOException {
    if (live.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    long self = ProcessHandle.current().pid();
    StringBuilder text = new StringBuilder(new Entry(self, StartMark.of(self), "worker").line());
    live.values().forEach(entry -> text.append('\n').append(entry.line()));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text.append('\n'), StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
