package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When whom a job's failures are told to.
 *
 * @param channels by name; null means every channel there is, an empty list nobody
 * @param after how many failures in a row it takes, 1 or more
 * @param cooldown least time between two notices of the same failure, when the job was good
 *     meanwhile
 * @param remind how long after the first notice it is told again while the job stays broken,
 *     ascending; after the last of them once each time that much passes again. Empty: never
 * @param recovery whether it is told that the job is good again
 */
public record AlertPolicy(
    @Nullable List<String> channels,
    int after,
    Duration cooldown,
    List<Duration> remind,
    boolean recovery) {
  public static final Duration COOLDOWN = Duration.ofHours(1);
  public static final List<Duration> REMIND =
      List.of(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7));

  /** Of a job that says nothing of alerts: all channels, at once. */
  public static final AlertPolicy USUAL = new AlertPolicy(null, 1, COOLDOWN, REMIND, true);

  /** Of a job that wants none. */
  public static final AlertPolicy NONE = new AlertPolicy(List.of(), 1, COOLDOWN, REMIND, true);

  @JsonCreator
  public AlertPolicy {
    requireNonNull(cooldown, "cooldown is null");
    channels = channels == null ? null : List.copyOf(channels);
    remind = List.copyOf(remind);
    if (after < 1) {
      throw new IllegalArgumentException("after: " + after + " (expected: >= 1)");
    }
    for (int i = 0; i < remind.size(); i++) {
      Duration before = i == 0 ? Duration.ZERO : remind.get(i - 1);
      if (remind.get(i).compareTo(before) <= 0) {
        throw new IllegalArgumentException("remind: " + remind + " (expected: ascending)");
      }
    }
  }

  /** These channels, else as usual. Snapshots of before there were policies hold such a list. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static AlertPolicy to(List<String> channels) {
    return channels.isEmpty() ? USUAL : new AlertPolicy(channels, 1, COOLDOWN, REMIND, true);
  }

  /** Whom a failure is told to, of those that there are. */
  public List<String> told(Collection<String> known) {
    return channels == null ? List.copyOf(known) : channels;
  }

  /**
   * This policy for what concerns other jobs, too: over all their channels, each once, and from the
   * first report on, since such a report comes once.
   */
  public AlertPolicy together(Collection<AlertPolicy> others) {
    List<AlertPolicy> all = Stream.concat(Stream.of(this), others.stream()).toList();
    List<String> told = new ArrayList<>();
    for (AlertPolicy policy : all) {
      if (policy.channels == null) {
        return new AlertPolicy(null, 1, cooldown, remind, recovery);
      }
      told.addAll(policy.channels);
    }
    return new AlertPolicy(told.stream().distinct().toList(), 1, cooldown, remind, recovery);
  }

  @JsonIgnore
  public boolean tellsNobody() {
    return channels != null && channels.isEmpty();
  }

  /** How long after the first notice the reminder of this number, from 0, is due. */
  public @Nullable Duration reminder(int number) {
    if (remind.isEmpty()) {
      return null;
    }
    int last = remind.size() - 1;
    return number <= last ? remind.get(number) : remind.get(last).multipliedBy(number - last + 1L);
  }
}
