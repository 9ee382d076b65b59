package dev.reveille.runlog;

import dev.reveille.domain.boothealth.BootSample;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The boots of a run log that nobody has written yet. */
final class NoBootsYet implements BootReader {
  @Override
  public List<BootSample> samples(Query query) {
    return List.of();
  }

  @Override
  public List<BootSample> thinned(Series series, Instant since, int limit) {
    return List.of();
  }

  @Override
  public List<String> jobs(Series series, Instant since) {
    return List.of();
  }

  @Override
  public List<Series> unjudged(String owner, int limit) {
    return List.of();
  }

  @Override
  public @Nullable Judged lastJudged(Series series) {
    return null;
  }
}
