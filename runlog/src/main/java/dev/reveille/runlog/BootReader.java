package dev.reveille.runlog;

import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.boothealth.BootSample.How;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long boots took, of jobs' runs and of probes alike: the read model for whoever compares
 * agents, session targets, hosts or times. Blocking; may be called from any thread.
 */
public interface BootReader {
  /** The newest samples that a query means, newest first. */
  List<BootSample> samples(Query query);

  /**
   * A series begun at or after a time, oldest first. Of more than {@code limit} boots so many are
   * left out, evenly, that about that many stay; never of the newest.
   */
  List<BootSample> thinned(Series series, Instant since, int limit);

  /** Ids of the jobs with whose settings a series and its like on other hosts were booted since. */
  List<String> jobs(Series series, Instant since);

  /** Series of an owner that have a sample nobody has judged, at most {@code limit}. */
  List<Series> unjudged(String owner, int limit);

  /** What was concluded of a series when its last judged sample came; null before the first. */
  @Nullable Judged lastJudged(Series series);

  /** What a series of boots was judged to be. */
  enum Judged {
    GOOD,
    NEAR_LIMIT
  }

  /**
   * Boots that are alike: of one agent into one session target on one host, in one way.
   *
   * @param target as job files write it
   */
  record Series(String owner, String agent, String target, String host, How how) {
    /** The series that a sample is of. */
    public static Series of(BootSample sample) {
      return new Series(
          sample.owner(), sample.agent(), sample.target(), sample.host(), sample.how());
    }
  }

  /**
   * Which samples are meant; null means any.
   *
   * @param owner whose jobs they were booted for
   * @param target as job files write it: {@code isolated}, {@code main}, {@code session:<id>}
   * @param probe true for probes alone, false for jobs' runs alone
   * @param since begun at or after
   * @param limit 1 to 10,000
   */
  record Query(
      @Nullable String owner,
      @Nullable String agent,
      @Nullable String target,
      @Nullable String host,
      @Nullable How how,
      @Nullable Boolean probe,
      @Nullable Instant since,
      int limit) {
    public Query {
      if (limit < 1 || limit > 10_000) {
        throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to 10000)");
      }
    }

    /** The newest of one series. */
    public static Query of(Series series, Instant since, int limit) {
      return new Query(
          series.owner(),
          series.agent(),
          series.target(),
          series.host(),
          series.how(),
          null,
          since,
          limit);
    }

    /** The newest of an owner's. */
    public static Query of(@Nullable String owner, @Nullable Instant since, int limit) {
      return new Query(owner, null, null, null, null, null, since, limit);
    }
  }
}
