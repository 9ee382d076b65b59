package dev.reveille.activities.isolation;

import dev.reveille.activities.process.Launch;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.Network;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * No isolation: a plain process tree of the worker's user, with a small environment and a home
 * folder of its own, on the spawner's lifeline.
 */
final class PlainTree implements Isolator {

  private final Path runtime;
  private final Map<String, String> host;

  PlainTree(Path runtime, Map<String, String> host) {
    this.runtime = runtime;
    this.host = Map.copyOf(host);
  }

  @Override
  public Isolation.Kind kind() {
    return Isolation.Kind.NONE;
  }

  @Override
  public URI gateway(Network.Kind network, URI address) {
    return address;
  }

  @Override
  public Launch prepare(SpawnPlan plan) throws IsolationException, IOException {
    Workspace workspace = Workspace.of(plan);
    Map<String, String> environment = BaseEnvironment.ofHost(host);
    environment.putAll(plan.environment());
    String path = environment.getOrDefault("PATH", BaseEnvironment.SYSTEM_PATH);
    Programs.needed(plan.field(), plan.argv(), path, workspace.directory());
    if (plan.hostFiles()) {
      return Launch.of(plan.run(), plan.argv(), environment, workspace.directory());
    }
    Path kept = plan.home();
    Path home = kept == null ? RuntimeFolder.newFolder(runtime) : kept;
    if (!plan.environment().containsKey("HOME")) {
      environment.put("HOME", home.toString());
    }
    for (Map.Entry<Path, String> file : plan.homeFiles().entrySet()) {
      Path link = home.resolve(file.getValue());
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, file.getKey());
    }
    return new Launch(
        plan.run(),
        plan.argv(),
        environment,
        workspace.directory(),
        kept == null ? List.of(home) : List.of());
  }
}
