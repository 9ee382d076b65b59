package dev.reveille.workflows;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;

/** Keeps the ledger of an owner's slots: each promised one ends with exactly one outcome. */
@WorkflowInterface
public interface Ledger {
  String TYPE = "Ledger";

  /** Runs for ever, continuing as new when the server suggests it. */
  @WorkflowMethod(name = TYPE)
  void run(Keeping keeping);

  /**
   * An apply is about to remove these jobs' schedules, so that nothing is promised any more; an
   * empty list only makes the ledger look at once.
   */
  @SignalMethod(name = "leaving")
  void leaving(List<String> jobs);

  /**
   * What one run of this workflow hands to the next.
   *
   * @param since when the owner's ledger was begun; nothing before is watched
   * @param leaving jobs of which an apply said that it removes them, not yet written down
   */
  record Keeping(String owner, Instant since, List<String> leaving) {
    public Keeping {
      leaving = List.copyOf(leaving);
    }
  }
}
