package dev.reveille.activities.process;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A worker of its own JVM that starts one shell script and waits to be killed. */
final class OrphanMaker {

  private OrphanMaker() {}

  public static void main(String[] arguments) throws Exception {
    Spawner spawner = Spawner.open(Path.of(arguments[0]), Clock.systemUTC());
    AgentProcess process =
        spawner.start(
            Launch.of(
                "run-of-" + arguments[0],
                List.of("/bin/sh", "-c", arguments[1]),
                Map.of("PATH", "/usr/bin:/bin"),
                Path.of("/")));
    System.out.println(process.pid());
    process.exit().join();
  }
}
