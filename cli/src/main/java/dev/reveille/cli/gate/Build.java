package dev.reveille.cli.gate;

import io.temporal.common.VersioningOverride;
import io.temporal.common.WorkerDeploymentVersion;

/** A build of a worker deployment. */
record Build(String deployment, String id) {
  WorkerDeploymentVersion version() {
    return new WorkerDeploymentVersion(deployment, id);
  }

  /** Keeps a run on this build, whichever is current. */
  VersioningOverride pinned() {
    return new VersioningOverride.PinnedVersioningOverride(version());
  }

  @Override
  public String toString() {
    return deployment + " " + id;
  }
}
