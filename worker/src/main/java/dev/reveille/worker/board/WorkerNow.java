package dev.reveille.worker.board;

import dev.reveille.gateway.pace.LaneView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The worker at this moment.
 *
 * @param host its name
 * @param agents kept now
 * @param idle agents of shared sessions among them that wait for their next turn
 * @param shortfall what the host lacks for isolation; null for nothing
 * @param lanes how it stands with each provider that was asked so far
 */
public record WorkerNow(
    String host,
    int seats,
    int agents,
    int idle,
    @Nullable String shortfall,
    List<LaneView> lanes) {
  public WorkerNow {
    lanes = List.copyOf(lanes);
  }
}
