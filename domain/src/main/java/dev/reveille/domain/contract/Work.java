package dev.reveille.domain.contract;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
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
 * @param millis of the execution
 * @param tools what the model was offered and asked for
 * @param files of the workspace after the execution, by the glob that they match
 * @param source null where no source is named
 * @param spent on model calls
 * @param check null where the job has none, or where nothing is known of it
 * @param bootedAt files written since then are fresh
 */
public record Work(
    boolean agentTurn,
    String output,
    long outputBytes,
    long millis,
    Tooling tools,
    Map<String, List<FileSeen>> files,
    @Nullable SourceSeen source,
    Spent spent,
    @Nullable CheckSeen check,
    Instant bootedAt) {
  public Work {
    requireNonNull(output, "output is null");
    requireNonNull(tools, "tools is null");
    requireNonNull(spent, "spent is null");
    requireNonNull(bootedAt, "bootedAt is null");
    files = Map.copyOf(files);
  }

  /**
   * The tools of a run.
   *
   * @param offered whether any request offered the model a tool
   * @param calls asked for by the model, in order
   */
  public record Tooling(boolean offered, List<ToolSeen> calls) {
    public static final Tooling NONE = new Tooling(false, List.of());

    public Tooling {
      calls = List.copyOf(calls);
    }

    /** Calls that came back, with whatever result. */
    public int returned() {
      return (int) calls.stream().filter(ToolSeen::returned).count();
    }

    public int failed() {
      return (int) calls.stream().filter(ToolSeen::failed).count();
    }

    /** Whether one came back and did not fail. */
    public boolean worked() {
      return calls.stream().anyMatch(call -> call.returned() && !call.failed());
    }
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
   * @param error why it could not be counted; null where it was
   */
  public record SourceSeen(int items, int fresh, @Nullable String error) {
    public SourceSeen(int items, int fresh) {
      this(items, fresh, null);
    }

    public static SourceSeen uncounted(String error) {
      return new SourceSeen(0, 0, error);
    }
  }

  /**
   * What the model calls took.
   *
   * @param tokens input and output of all calls; null where nobody counted
   * @param cost at the prices of the settings, of the calls that can be priced
   * @param unpriced models that answered and have no price
   */
  public record Spent(@Nullable Long tokens, BigDecimal cost, List<String> unpriced) {
    public static final Spent NOTHING = new Spent(null, BigDecimal.ZERO, List.of());

    public Spent {
      unpriced = List.copyOf(unpriced);
    }
  }

  /**
   * How the job's own check ended.
   *
   * @param exitCode null where it came to no end of its own
   * @param said the end of its output
   * @param error why there is no exit code
   */
  public record CheckSeen(@Nullable Integer exitCode, String said, @Nullable String error) {}
}
