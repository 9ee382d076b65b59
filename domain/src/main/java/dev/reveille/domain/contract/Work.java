package dev.reveille.domain.contract;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a run's work, by others than its agent.
 *
 * @param agentTurn whether an agent did it; a command's output is its own affair
 * @param output what the agent said last, whole or its beginning
 * @param outputBytes of all of it
 * @param tools asked for by the model, in order
 * @param files of the workspace after the execution, by the glob that they match
 * @param source null where no source is named
 * @param tokens input and output of all calls; null where nobody counted
 * @param bootedAt files written since then are fresh
 */
public record Work(
    boolean agentTurn,
    String output,
    long outputBytes,
    List<ToolSeen> tools,
    Map<String, List<FileSeen>> files,
    @Nullable SourceSeen source,
    @Nullable Long tokens,
    Instant bootedAt) {
  public Work {
    requireNonNull(output, "output is null");
    requireNonNull(bootedAt, "bootedAt is null");
    tools = List.copyOf(tools);
    files = Map.copyOf(files);
  }

  /** A tool call. */
  public record ToolSeen(@Nullable String name, boolean returned, boolean failed) {}

  /** A file of the workspace; the path is relative to it. */
  public record FileSeen(String path, long bytes, Instant modifiedAt) {}

  /**
   * The source before the execution.
   *
   * @param items all that were there
   * @param fresh those newer than the job's last good run; all of them where there was none
   */
  public record SourceSeen(int items, int fresh) {}

  long returned() {
    return tools.stream().filter(ToolSeen::returned).count();
  }

  long failed() {
    return tools.stream().filter(ToolSeen::failed).count();
  }
}
