package dev.reveille.activities.probe;

import dev.reveille.activities.boot.Booting;
import dev.reveille.activities.facts.HostWatch;
import dev.reveille.activities.lease.Lease;
import dev.reveille.activities.lease.Leases;
import dev.reveille.activities.lease.Seats;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.Deferred;
import dev.reveille.workflows.BootActivity.Request;
import dev.reveille.workflows.BootProbe.Manner;
import dev.reveille.workflows.ProbeActivity;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Boots as a run's boot does, on the thread of its seat, and gives everything back at once. */
public final class Probing implements ProbeActivity {
  private static final Duration LATER = Duration.ofMinutes(10);

  private final Booting booting;
  private final Leases leases;
  private final Calm calm;
  private final Clock clock;

  public Probing(Booting booting, Leases leases, Seats seats, HostWatch host, Clock clock) {
    this.booting = booting;
    this.leases = leases;
    this.calm = new Calm(host, seats);
    this.clock = clock;
  }

  @Override
  public Booted probe(Request request, Manner manner) {
    Optional<String> busy = manner == Manner.WHEN_CALM ? calm.unless() : Optional.empty();
    if (busy.isPresent()) {
      return Booted.putOff(0, new Deferred(clock.instant().plus(LATER), busy.get(), null));
    }
    Booted booted = booting.probe(request);
    Lease lease = leases.find(booted.lease());
    if (lease != null && lease.take()) {
      lease.end(true);
    }
    return booted;
  }
}
