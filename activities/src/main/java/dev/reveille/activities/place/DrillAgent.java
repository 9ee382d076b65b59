package dev.reveille.activities.place;

import dev.reveille.activities.agents.AgentStore;
import dev.reveille.activities.runner.BootException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scripted agent that ships with Reveille, for examples, drills and tests. */
final class DrillAgent {
  static final String NAME = "drill";

  private DrillAgent() {}

  static AgentStore.Start start(@Nullable Path jar, String gateway, String token, String model)
      throws BootException {
    if (jar == null) {
      throw new BootException(
          "the drill agent's jar is not beside this worker's own jars", false, null, null);
    }
    List<Path> read = new ArrayList<>(Jdk.files());
    read.add(jar.getParent());
    return new AgentStore.Start(
        List.of(
            Jdk.program(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-jar",
            jar.toString(),
            "agent"),
        Map.of("OPENAI_BASE_URL", gateway + "/v1", "OPENAI_API_KEY", token, "OPENAI_MODEL", model),
        read);
  }
}
