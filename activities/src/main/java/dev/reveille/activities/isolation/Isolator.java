package dev.reveille.activities.isolation;

import dev.reveille.activities.process.Launch;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.Network;
import java.io.IOException;
import java.net.URI;

/** One way to keep a run to what it may see. Thread-safe. */
public interface Isolator {

  /** {@code BUBBLEWRAP} or {@code NONE}, for the record of the run. */
  Isolation.Kind kind();

  /**
   * Where a run of that network finds the gateway.
   *
   * @param host the gateway's address on the host, such as {@code http://127.0.0.1:4100}
   */
  URI gateway(Network.Kind network, URI host);

  /**
   * Turns a plan into what is to be started. Blocks for some file look-ups; writes files that the
   * launch deletes at its end.
   *
   * @throws NotVisibleException when the program, its interpreter or a named path cannot be seen
   * @throws IsolationException when the plan cannot be isolated as it is
   */
  Launch prepare(SpawnPlan plan) throws IsolationException, IOException;
}
