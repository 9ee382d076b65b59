package dev.reveille.workflows;

import dev.reveille.domain.alert.Inbox;
import io.temporal.common.VersioningBehavior;
import io.temporal.workflow.WorkflowVersioningBehavior;

/**
 * The alert inbox of versioned workers. It never ends, so it moves on to each new version; the
 * server refuses that wish from an unversioned worker, which registers {@link AlertInboxImpl}
 * itself.
 */
public final class VersionedAlertInbox extends AlertInboxImpl {
  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public void run(Inbox.State carried) {
    super.run(carried);
  }
}
