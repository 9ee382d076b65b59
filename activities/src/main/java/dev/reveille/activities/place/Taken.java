package dev.reveille.activities.place;

import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.gateway.Access;
import org.jspecify.annotations.Nullable;

/** What a place has taken so far, given back in the end whatever it came to. */
final class Taken implements Prepared.Closing {
  private final Host host;
  private final JobDefinition definition;
  private final @Nullable Login login;
  private Workspaces.@Nullable Workspace workspace;
  private @Nullable Access access;

  Taken(Host host, JobDefinition definition, @Nullable Login login) {
    this.host = host;
    this.definition = definition;
    this.login = login;
  }

  Workspaces.Workspace workspace(Workspaces.Workspace opened) {
    workspace = opened;
    return opened;
  }

  @Nullable Access access(@Nullable Access opened) {
    access = opened;
    return opened;
  }

  @Override
  public void close(boolean good) {
    if (access != null) {
      host.gateway().revoke(access.token());
    }
    if (workspace != null && !(good && awaitsCheck())) {
      host.workspaces().close(workspace, definition.keep(), good);
    }
    if (login != null) {
      login.close();
    }
  }

  /** Then the folder is the check's to close; what a lost check leaves is pruned one day. */
  private boolean awaitsCheck() {
    return Contract.of(definition.expect()).check() != null;
  }
}
