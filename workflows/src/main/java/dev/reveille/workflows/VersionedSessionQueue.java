package dev.reveille.workflows;

import io.temporal.common.VersioningBehavior;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;

/**
 * The session queue of versioned workers. It never ends, so it moves on to each new version; the
 * server refuses that wish from an unversioned worker, which registers {@link SessionQueueImpl}
 * itself.
 */
public final class VersionedSessionQueue extends SessionQueueImpl {
  @WorkflowInit
  public VersionedSessionQueue(State carried) {
    super(carried);
  }

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public void run(State carried) {
    super.run(carried);
  }
}
