package dev.reveille.workflows;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Boots an agent on a seat like any other, and ends it when it is ready. */
@ActivityInterface
public interface ProbeActivity {
  /**
   * Boots and dismisses. Blocks until the agent is gone; fails as {@link BootActivity#boot} does.
   * Put off, with nothing begun, where a provider takes no requests, where a login is in use, and
   * where the manner wants a calm host and this is none.
   */
  @ActivityMethod(name = "probe")
  BootActivity.Booted probe(BootActivity.Request request, BootProbe.Manner manner);
}
