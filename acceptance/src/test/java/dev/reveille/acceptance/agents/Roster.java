package dev.reveille.acceptance.agents;

import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Jobs of agents, each with a provider and a workspace of its own. */
final class Roster implements AutoCloseable {
  static final String SECRET = "drill-key-that-no-agent-sees";

  private final Path folder;
  private final Map<String, DrillProvider> providers = new HashMap<>();
  private final StringBuilder settings = new StringBuilder("owner: real\nproviders:\n");

  Roster(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("jobs"));
  }

  /**
   * Writes a job that prompts its agent once, pinned to {@code pinned-model}, and starts its
   * provider.
   *
   * @param key where the provider's key comes from, as a field
   * @param fields of the job beside these, whole lines
   */
  void add(
      String id, String agent, String dialect, ProviderScript script, String key, String fields)
      throws IOException {
    DrillProvider provider = DrillProvider.start(script);
    providers.put(id, provider);
    Files.createDirectories(workspace(id));
    Files.writeString(
        folder.resolve("jobs/" + id + ".yaml"),
        """
        name: %1$s
        agent: %2$s
        schedule: {kind: every, every: 1h, stagger: 0s}
        workspace: work-%1$s
        isolation: bubblewrap
        payload: {kind: agentTurn, message: Run the tool and tell me what it said., model: %1$s/pinned-model}
        boot: {timeout: 60s, retry: {maxAttempts: 1}}
        """
                .formatted(id, agent)
            + fields);
    settings.append(
        "  %s: {api: %s, baseUrl: \"%s\", %s}\n".formatted(id, dialect, provider.address(), key));
  }

  /** The same with a key that the gateway alone has. */
  void add(String id, String agent, String dialect, ProviderScript script, String fields)
      throws IOException {
    add(id, agent, dialect, script.requireKey(SECRET), "keyEnv: DRILL_KEY", fields);
  }

  Path folder() {
    return folder;
  }

  Path workspace(String job) {
    return folder.resolve("work-" + job);
  }

  DrillProvider provider(String job) {
    return providers.get(job);
  }

  /** Writes reveille.yaml, when all jobs are there. */
  void write() throws IOException {
    Files.writeString(folder.resolve("reveille.yaml"), settings);
  }

  @Override
  public void close() {
    providers.values().forEach(DrillProvider::close);
  }
}
