package dev.reveille.cli.data;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** A program that holds a data folder as {@code up} does, says so, and waits to be killed. */
final class HoldsUpLock {
  private HoldsUpLock() {}

  public static void main(String[] args) throws Exception {
    var data = Path.of(args[0]);
    var folder = DataFolder.of(data, data, new UserFolders(data, false, Map.of()));
    var lock = folder.lockForUp();
    var pid = ProcessHandle.current().pid();
    folder.publish(new Addresses("127.0.0.1:7", "default", null, null, pid, Instant.EPOCH));
    System.out.println("held");
    while (System.in.read() >= 0) {}
    lock.close();
  }
}
