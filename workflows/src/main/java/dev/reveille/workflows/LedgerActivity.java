package dev.reveille.workflows;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;

/** Looks after the slots of an owner. */
@ActivityInterface
public interface LedgerActivity {
  /** Takes one look: a bounded part of what there is to see. Idempotent. */
  @ActivityMethod(name = "look")
  Looked look(Look look);

  /**
   * What to look at.
   *
   * @param since when the owner's ledger was begun
   * @param leaving jobs whose schedules an apply is about to remove
   * @param after the open slot at which the last look stopped; 0 to begin anew
   */
  record Look(String owner, Instant since, List<String> leaving, long after) {
    public Look {
      leaving = List.copyOf(leaving);
    }
  }

  /**
   * What was seen.
   *
   * @param more whether the next look is to follow at once
   * @param after where it is to go on
   * @param watched jobs whose schedules are watched
   */
  record Looked(boolean more, long after, int watched) {}
}
