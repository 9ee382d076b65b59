package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import java.nio.file.Path;

/** A program that writes for ever and prints each row's number once it is acknowledged. */
final class WritesUntilKilled {
  private WritesUntilKilled() {}

  public static void main(String[] args) {
    RunKey key = new RunKey("killed", args[1]);
    try (JdbcRunLog log = RunLogs.open(RunLogSettings.sqlite(Path.of(args[0])))) {
      log.open(Samples.opened(key, "job", NOON));
      for (int i = 1; ; i++) {
        log.event(key, Samples.event(NOON, EventType.BOOT_STARTED, i));
        log.effect(key, i, "spawn", NOON, "h");
        System.out.println(i);
      }
    }
  }
}
