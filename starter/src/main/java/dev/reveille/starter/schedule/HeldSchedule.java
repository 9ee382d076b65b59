package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job's schedule as the server lists it; up to two seconds behind the truth.
 *
 * @param owner of the folder it came from; null for a schedule that is not Reveille's
 * @param digest of the whole schedule as it was written; null likewise
 * @param note why it is paused, or the last note
 * @param next the server's next times, jitter included; some five
 */
public record HeldSchedule(
    String job,
    @Nullable String owner,
    @Nullable String digest,
    boolean paused,
    String note,
    List<Instant> next) {
  public HeldSchedule {
    requireNonNull(job, "job is null");
    requireNonNull(note, "note is null");
    next = List.copyOf(next);
  }

  /** Whether it is paused because its job file says {@code enabled: false}. */
  public boolean pausedByFile() {
    return paused && note.equals(PauseNotes.BY_FILE);
  }
}
