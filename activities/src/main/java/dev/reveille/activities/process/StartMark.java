package dev.reveille.activities.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * When a process started, as the host itself tells it: the same pid with another mark is another
 * process. On Linux these are ticks since a named boot, which no clock change can shift.
 */
final class StartMark {

  private static final String GONE = "gone";
  private static final String BOOT = boot();

  private StartMark() {}

  static boolean isAlive(long pid, String mark) {
    return !mark.equals(GONE) && of(pid).equals(mark);
  }

  /** The mark of a live process, or {@code gone}. */
  static String of(long pid) {
    if (Host.LINUX) {
      return ProcTable.row(pid)
          .filter(ProcTable.Row::isAlive)
          .map(row -> row.startTicks() + BOOT)
          .orElse(GONE);
    }
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().startInstant())
        .map(Instant::toEpochMilli)
        .map(String::valueOf)
        .orElse(GONE);
  }

  private static String boot() {
    try {
      String id = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
      return "@" + id.substring(0, Math.min(8, id.length()));
    } catch (IOException e) {
      return "";
    }
  }
}
