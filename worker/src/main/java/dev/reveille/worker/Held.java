package dev.reveille.worker;

import dev.reveille.activities.lease.Lease;
import dev.reveille.activities.lease.Leases;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.RunReader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The runs whose agents a stopping worker kept: each is to be settled while it still can be. */
final class Held {
  private final Leases leases;
  private final RunReader reader;
  private final Set<RunKey> seen = ConcurrentHashMap.newKeySet();

  Held(Leases leases, RunReader reader) {
    this.leases = leases;
    this.reader = reader;
  }

  /** Whether no agent is kept now; remembers those that are. */
  boolean none() {
    var now = leases.all();
    now.stream().map(Lease::key).forEach(seen::add);
    return now.isEmpty();
  }

  /** Whether the run log has the end of every run that was seen. */
  boolean areSettled() {
    return seen.stream()
        .allMatch(
            key -> reader.find(key, 0).map(RunView::status).map(RunStatus::ended).orElse(true));
  }
}
