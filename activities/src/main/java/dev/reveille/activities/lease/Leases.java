package dev.reveille.activities.lease;

import dev.reveille.domain.run.RunKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The leases of this host. A lease that is not here is unknown: its host process is gone. */
public final class Leases {
  private final Map<String, Lease> leases = new ConcurrentHashMap<>();
  private final Set<RunKey> doubted = ConcurrentHashMap.newKeySet();

  void add(Lease lease) {
    leases.put(lease.id(), lease);
  }

  void remove(Lease lease) {
    leases.remove(lease.id(), lease);
  }

  /** The lease of that id, or null when this host does not hold it. */
  public @Nullable Lease find(String id) {
    return leases.get(id);
  }

  /** All leases now held. */
  public Collection<Lease> all() {
    return List.copyOf(leases.values());
  }

  /**
   * Notes a run whose step was ended here because nobody waits for it any more: was it terminated,
   * its record is still to be closed.
   */
  public void doubt(RunKey key) {
    doubted.add(key);
  }

  /** The doubted runs; they are no longer doubted then. */
  Set<RunKey> takeDoubted() {
    Set<RunKey> taken = Set.copyOf(doubted);
    doubted.removeAll(taken);
    return taken;
  }

  /** Whether a lease is held for this run. */
  public boolean holds(RunKey key) {
    return leases.values().stream().anyMatch(lease -> lease.key().equals(key));
  }
}
