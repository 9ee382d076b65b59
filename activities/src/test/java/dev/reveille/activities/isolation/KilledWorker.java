package dev.reveille.activities.isolation;

import dev.reveille.activities.process.Spawner;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A worker that starts stubborn agents one after another, and says when the first is there. */
final class KilledWorker {

  private KilledWorker() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0])).toRealPath();
    Spawner spawner = Spawner.open(folder.resolve("processes"), Clock.systemUTC());
    Isolations isolations = Isolations.detect(spawner, folder.resolve("runtime"), System.getenv());
    Isolator isolator = isolations.forAgent(Isolation.Kind.valueOf(arguments[1]));
    String sleep = "sleep " + arguments[2];
    String script =
        "trap '' TERM HUP; "
            + sleep
            + " & (setsid "
            + sleep
            + " &); while :; do "
            + sleep
            + "; done";
    Path workspace = Files.createDirectories(folder.resolve("workspace"));
    for (int i = 0; i < 20; i++) {
      if (i == 1) {
        System.out.println("one is started");
      }
      spawner.start(
          isolator.prepare(
              new SpawnPlan(
                  "run-" + i,
                  List.of("/bin/sh", "-c", script),
                  "agents.mine.command",
                  Map.of(),
                  workspace,
                  workspace,
                  List.of(),
                  List.of(),
                  List.of(),
                  Network.Kind.GATEWAY,
                  null,
                  java.util.Map.of(),
                  null,
                  false)));
    }
    Thread.currentThread().join();
  }
}
