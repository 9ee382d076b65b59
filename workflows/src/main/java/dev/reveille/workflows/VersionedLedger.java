package dev.reveille.workflows;

import io.temporal.common.VersioningBehavior;
import io.temporal.workflow.WorkflowVersioningBehavior;

/**
 * The ledger of versioned workers. It never ends, so it moves on to each new version; the server
 * refuses that wish from an unversioned worker, which registers {@link LedgerImpl} itself.
 */
public final class VersionedLedger extends LedgerImpl {
  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public void run(Keeping keeping) {
    super.run(keeping);
  }
}
