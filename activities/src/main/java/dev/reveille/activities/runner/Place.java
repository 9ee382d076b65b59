package dev.reveille.activities.runner;

import static java.util.Objects.requireNonNull;

import dev.reveille.activities.process.Launch;
import dev.reveille.domain.job.JobDefinition;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * All that is ready before an agent is started.
 *
 * @param launch the program as it is really started, inside its isolation
 * @param cwd the working folder as the agent sees it
 * @param workspace the same folder on the host
 * @param probe makes a launch of the program that tells whether the agent is ready; null without
 *     one
 * @param model the pinned model's bare id; null without one
 */
public record Place(
    JobDefinition definition,
    Launch launch,
    String cwd,
    Path workspace,
    @Nullable String model,
    @Nullable Callable<Launch> probe) {
  public Place {
    requireNonNull(definition, "definition is null");
    requireNonNull(launch, "launch is null");
    requireNonNull(cwd, "cwd is null");
    requireNonNull(workspace, "workspace is null");
  }
}
