package dev.reveille.cli.gateway;

import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.gateway.CallRecorder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The evidence of one agent, in memory. Bounded: beyond the most it keeps, the oldest good calls
 * give way first, since no verdict hangs on a good call that others followed. Thread-safe.
 */
final class CallBook implements CallRecorder {
  private final int most;
  private final TreeMap<Integer, ModelCall> calls = new TreeMap<>();
  private final Map<String, ToolUse> tools = new LinkedHashMap<>();
  private int forgottenCalls;
  private int forgottenTools;

  /**
   * @param most calls, and tool calls, that are kept
   */
  CallBook(int most) {
    this.most = most;
  }

  /**
   * What was seen.
   *
   * @param calls in the order in which they came
   * @param forgottenCalls how many calls more there were
   * @param forgottenTools how many tool calls more there were
   */
  record Evidence(
      List<ModelCall> calls, List<ToolUse> tools, int forgottenCalls, int forgottenTools) {}

  synchronized Evidence evidence() {
    return new Evidence(
        List.copyOf(calls.values()), List.copyOf(tools.values()), forgottenCalls, forgottenTools);
  }

  /** Nothing outlives this program, so there is nothing to mark. */
  @Override
  public void effect(RunKey key, int attempt, Instant at) {}

  @Override
  public synchronized void call(ModelCall call) {
    if (!calls.containsKey(call.seq()) && calls.size() >= most) {
      calls.remove(leastMissed());
      forgottenCalls++;
    }
    calls.put(call.seq(), call);
  }

  private int leastMissed() {
    return calls.values().stream()
        .filter(call -> call.judgement().good())
        .map(ModelCall::seq)
        .findFirst()
        .orElseGet(calls::firstKey);
  }

  @Override
  public synchronized void tool(ToolUse use) {
    if (!tools.containsKey(use.id()) && tools.size() >= most) {
      tools.remove(tools.keySet().iterator().next());
      forgottenTools++;
    }
    tools.put(use.id(), use);
  }

  @Override
  public void tunnel(Tunnel tunnel) {
    throw new IllegalStateException("an agent outside any schedule is granted no tunnel");
  }
}
