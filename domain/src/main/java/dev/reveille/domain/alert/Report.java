package dev.reveille.domain.alert;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.AlertPolicy;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the alert inbox is told of one run or slot: that it was bad, or that it was good after bad
 * ones. Whether anybody hears of it is the inbox's to decide. The same report may come twice.
 *
 * @param item what happened; its verdict is a failure type or a word of the reporter's own
 * @param remedy what to do now; null where the verdict says nothing of it
 * @param cause what several jobs can have in common, such as their provider, see {@link Cause}:
 *     failures of one cause are one incident. Null: the verdict, of this job alone
 * @param policy of the job; null where the reporter does not know it: then as it was last, or usual
 * @param known every channel there is
 * @param drill whether the run was made to fail: then it is told at once and forgotten, and is no
 *     incident
 */
public record Report(
    boolean good,
    Notice.Item item,
    @Nullable String remedy,
    @Nullable String cause,
    @Nullable AlertPolicy policy,
    List<String> known,
    boolean drill) {
  public Report {
    requireNonNull(item, "item is null");
    known = List.copyOf(known);
  }

  /** A run that failed, a slot that was missed, a result that did not arrive. */
  public static Report bad(
      Notice.Item item,
      @Nullable String remedy,
      @Nullable String cause,
      @Nullable AlertPolicy policy) {
    return new Report(false, item, remedy, cause, policy, List.of(), false);
  }

  /**
   * A good run of a job that failed before. Whoever reported a slot that no run took must also
   * report the good one after it: a run's own settling knows of failed runs only.
   */
  public static Report good(Notice.Item item, @Nullable AlertPolicy policy) {
    return new Report(true, item, null, null, policy, List.of(), false);
  }

  /** A run that was made to fail, to see that word of it arrives. */
  public static Report drill(Notice.Item item, AlertPolicy policy) {
    return new Report(false, item, null, null, policy, List.of(), true);
  }

  /** This report among so many channels. */
  public Report among(Collection<String> channels) {
    return new Report(
        good, item, remedy, cause, policy, channels.stream().sorted().distinct().toList(), drill);
  }
}
