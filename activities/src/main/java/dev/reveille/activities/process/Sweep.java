package dev.reveille.activities.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills, at a worker's start, what workers that are gone left behind; live ones are not touched.
 */
public final class Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final Path folder;
  private final List<Killed> killed = new ArrayList<>();

  private Sweep(Path folder) {
    this.folder = folder;
  }

  /**
   * One process killed.
   *
   * @param run the run it belonged to, or {@code unknown} when only its cookie told it was ours
   */
  public record Killed(long pid, String run) {}

  /**
   * What a sweep did.
   *
   * @param blindSpot what no sweep on this host can find, in words
   */
  public record Report(List<Killed> killed, String blindSpot) {

    public Report {
      killed = List.copyOf(killed);
    }
  }

  /** Sweeps the ledgers in {@code folder}; blocks for some milliseconds. */
  public static Report run(Path folder) throws IOException {
    return new Sweep(folder).run();
  }

  private Report run() throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> ledgers =
          Files.newDirectoryStream(folder, "*" + ProcessLedger.SUFFIX)) {
        for (Path ledger : ledgers) {
          sweep(ledger);
        }
      }
    }
    if (Host.LINUX) {
      sweepCookies();
    }
    return new Report(killed, blindSpot());
  }

  private void sweep(Path file) throws IOException {
    ProcessLedger.Contents contents;
    try {
      contents = ProcessLedger.read(file);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} cannot be read and is put aside: {}", file, e.getMessage());
      Files.move(file, file.resolveSibling(file.getFileName() + ".unreadable"));
      return;
    }
    if (isAlive(contents.owner())) {
      return;
    }
    for (ProcessLedger.Entry entry : contents.processes()) {
      if (isAlive(entry)) {
        new ProcessTree(entry.pid(), Cookie.NAME + "=none").kill();
        killed.add(new Killed(entry.pid(), entry.run()));
      }
    }
    Files.deleteIfExists(file);
  }

  private static boolean isAlive(ProcessLedger.Entry entry) {
    return StartMark.isAlive(entry.pid(), entry.startMark());
  }

  private void sweepCookies() {
    for (ProcTable.Row row : ProcTable.read().rows()) {
      boolean orphan =
          ProcTable.environmentValue(row.pid(), Cookie.ofFolder(folder))
              .flatMap(Cookie::workerLives)
              .map(lives -> !lives)
              .orElse(false);
      if (orphan) {
        ProcessHandle.of(row.pid()).ifPresent(ProcessHandle::destroyForcibly);
        killed.add(new Killed(row.pid(), "unknown"));
      }
    }
  }

  private static String blindSpot() {
    return Host.LINUX
        ? "without bubblewrap, a process that left its session and cleared its environment"
        : "a process that left its process group";
  }
}
