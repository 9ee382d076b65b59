package dev.reveille.cli.temporal;

import java.nio.file.Path;

/** A program that starts an embedded server, prints its process id, and waits to be killed. */
final class HoldsServerUntilKilled {
  private HoldsServerUntilKilled() {}

  public static void main(String[] args) throws Exception {
    var settings = ServerSettings.of(Path.of(args[0]), Path.of(args[1])).withoutUi();
    var server = EmbeddedTemporal.start(settings);
    System.out.println("server " + server.pid().orElseThrow());
    while (System.in.read() >= 0) {}
    server.close();
  }
}
