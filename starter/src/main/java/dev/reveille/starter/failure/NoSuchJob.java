package dev.reveille.starter.failure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server has no schedule for a job. */
public final class NoSuchJob extends ReveilleException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String nearest;

  public NoSuchJob(String job, @Nullable String nearest) {
    super(
        "no job '"
            + job
            + "' is scheduled; "
            + (nearest == null ? "" : "did you mean '" + nearest + "'? ")
            + "`reveille jobs` lists them, `reveille apply` schedules new ones",
        null);
    this.nearest = nearest;
  }

  /** The scheduled job whose id is most like the one asked for. */
  public Optional<String> nearest() {
    return Optional.ofNullable(nearest);
  }
}
