package dev.reveille.domain.volume;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** A good run that had work to do, as later ones are held against it. */
public record GoodRun(Instant due, Volumes volumes) {
  public GoodRun {
    requireNonNull(due, "due is null");
    requireNonNull(volumes, "volumes is null");
  }
}
