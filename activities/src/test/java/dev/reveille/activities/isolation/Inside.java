package dev.reveille.activities.isolation;

import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Spawner;
import dev.reveille.domain.job.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs programs in a real isolation and gives back what they print. */
final class Inside implements AutoCloseable {

  final Path base;
  final Path workspace;
  final Spawner spawner;
  final Isolations isolations;

  final Map<String, String> environment = new HashMap<>();
  final List<Path> read = new ArrayList<>();
  final List<Path> write = new ArrayList<>();
  final List<Guard> guards = new ArrayList<>();
  Network.Kind network = Network.Kind.GATEWAY;
  @Nullable Path socket;

  Inside(Path folder) throws IOException {
    base = folder.toRealPath();
    workspace = Files.createDirectories(base.resolve("workspace"));
    spawner = Spawner.open(base.resolve("data/processes"), Clock.systemUTC());
    isolations = Isolations.detect(spawner, base.resolve("runtime"), System.getenv());
  }

  /** Not an assumption: where bubblewrap is missing, these tests fail. */
  Isolator bubblewrap() throws IsolationException {
    return isolations.forAgent(dev.reveille.domain.job.Isolation.Kind.BUBBLEWRAP);
  }

  SpawnPlan plan(String... argv) {
    return new SpawnPlan(
        "run-1",
        List.of(argv),
        "agents.mine.command",
        environment,
        workspace,
        workspace,
        read,
        write,
        guards,
        network,
        socket,
        java.util.Map.of(),
        null,
        false);
  }

  AgentProcess start(String... argv) throws Exception {
    return spawner.start(bubblewrap().prepare(plan(argv)));
  }

  /** Standard output and error of a shell script inside. */
  String sh(String script) throws Exception {
    return run(bubblewrap(), plan("/bin/sh", "-c", "exec 2>&1; " + script));
  }

  /** Standard output and error of a shell script that is a user's own program. */
  String own(String script) throws Exception {
    return run(
        isolations.forCommand(dev.reveille.domain.job.Isolation.Kind.BUBBLEWRAP),
        SpawnPlan.command(
            "run-1",
            List.of("/bin/sh", "-c", "exec 2>&1; " + script),
            environment,
            workspace,
            workspace,
            guards));
  }

  String run(Isolator isolator, SpawnPlan plan) throws Exception {
    AgentProcess process = spawner.start(isolator.prepare(plan));
    process.stdin().close();
    String output = new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8);
    String errors = process.exit().get(20, TimeUnit.SECONDS).stderrTail();
    return (output + errors).strip();
  }

  @Override
  public void close() {
    spawner.close();
  }
}
