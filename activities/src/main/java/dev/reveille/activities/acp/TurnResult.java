package dev.reveille.activities.acp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent claims of its turn.
 *
 * @param stopReason {@code end_turn}, {@code max_tokens}, {@code max_turn_requests}, {@code
 *     refusal} or {@code cancelled}
 * @param approvalRequired the turn was cut because the agent asked for a permission that nobody is
 *     there to give
 * @param output the beginning of what it said, as long as was to be kept
 * @param outputBytes length of all it said, in UTF-8
 * @param inputTokens as the agent reports it; null where it does not
 * @param outputTokens as the agent reports it; null where it does not
 */
public record TurnResult(
    String stopReason,
    boolean approvalRequired,
    String output,
    long outputBytes,
    List<ToolSeen> tools,
    List<PermissionSeen> permissions,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens) {

  public TurnResult {
    tools = List.copyOf(tools);
    permissions = List.copyOf(permissions);
  }

  /** Tool calls whose result came back, good or bad. */
  public long toolsReturned() {
    return tools.stream().filter(ToolSeen::isReturned).count();
  }

  public long toolsFailed() {
    return tools.stream().filter(ToolSeen::isFailed).count();
  }
}
