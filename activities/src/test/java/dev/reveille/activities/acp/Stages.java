package dev.reveille.activities.acp;

import org.jspecify.annotations.Nullable;

/** Listens to no stage. */
final class Stages implements StageListener {

  @Override
  public void started(String stage) {}

  @Override
  public void ended(String stage, @Nullable String note) {}
}
