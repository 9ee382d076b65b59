package dev.reveille.activities.probe;

import dev.reveille.activities.facts.HostWatch;
import dev.reveille.activities.lease.Seats;
import dev.reveille.domain.boothealth.HostFacts;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a host has so little to do that a probe neither disturbs nor is disturbed. */
final class Calm {
  /** Runnable tasks a core. */
  private static final double LOAD = 1.0;

  /** Percent of time in which some task waits. */
  private static final double PRESSURE = 30;

  /** Of all memory. */
  private static final double MEMORY = 0.08;

  private final HostWatch host;
  private final Seats seats;

  Calm(HostWatch host, Seats seats) {
    this.host = host;
    this.seats = seats;
  }

  /** Why a probe had better wait, as a sentence; empty where it need not. */
  Optional<String> unless() {
    if (seats.size() > 1 && seats.allUsed()) {
      return Optional.of("the probe would take the host's last free seat");
    }
    return busy(host.now());
  }

  static Optional<String> busy(HostFacts facts) {
    Double load = facts.load();
    Integer cores = facts.cores();
    if (load != null && cores != null && load > cores * LOAD) {
      return Optional.of(
          String.format(Locale.ROOT, "the host is busy: load %.1f on %d cores", load, cores));
    }
    for (Pressed pressed :
        new Pressed[] {
          new Pressed("processors", facts.cpuPressure()),
          new Pressed("memory", facts.memoryPressure()),
          new Pressed("disks", facts.ioPressure())
        }) {
      if (pressed.percent() > PRESSURE) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "the host is busy: tasks wait for %s %.0f %% of the time",
                pressed.what(),
                pressed.percent()));
      }
    }
    Long free = facts.memoryFreeBytes();
    Long all = facts.memoryBytes();
    return free != null && all != null && free < all * MEMORY
        ? Optional.of("the host has hardly any memory left")
        : Optional.empty();
  }

  private record Pressed(String what, double percent) {
    Pressed(String what, @Nullable Double percent) {
      this(what, percent == null ? 0 : percent.doubleValue());
    }
  }
}
