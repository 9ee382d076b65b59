package dev.reveille.runlog;

import java.nio.file.Path;

/** A program that opens a run log to write, then to read. */
final class OpensOnce {
  private OpensOnce() {}

  public static void main(String[] args) {
    RunLogSettings settings = RunLogSettings.sqlite(Path.of(args[0]));
    RunLogs.open(settings).close();
    try (ReadableRunLog log = RunLogs.openToRead(settings)) {
      log.list(new RunReader.Query(null, null, null, 1));
    }
  }
}
