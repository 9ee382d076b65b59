package dev.reveille.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.alert.Notice.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever jobs do for some weeks, by many seeds. */
class InboxPropertiesTest {
  private static final List<String> CAUSES = List.of("provider openai", "agent codex", "own");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatever_happens_people_hear_of_it_and_seldom(long seed) {
    Days days = new Days();
    Random random = new Random(seed);
    int failures = happen(days, random, false);
    boolean bad = days.state().troubles().stream().anyMatch(t -> t.streak().good() == null);

    // Nothing waits for ever: after the longest cooldown all was told.
    days.pass(Duration.ofHours(2));
    assertThat(days.state().troubles()).allMatch(trouble -> trouble.waiting().isEmpty());
    assertThat(failures).isPositive();
    assertThat(count(days, Kind.FAILURE) + count(days, Kind.DIGEST)).isPositive();

    // Three jobs, three causes, twenty days: at most one failure of each an hour.
    assertThat(count(days, Kind.FAILURE) + count(days, Kind.DIGEST)).isLessThan(3 * 3 * 20 * 24);
    assertThat(count(days, Kind.RECOVERY))
        .isLessThanOrEqualTo(items(days, Kind.FAILURE) + items(days, Kind.DIGEST));

    List.of("a", "b", "c").forEach(days::isGood);
    days.pass(Duration.ofDays(1));
    assertThat(days.state().troubles()).as("bad before: " + bad).isEmpty();
    assertThat(days.state().queues()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void carrying_on_as_new_changes_nothing_of_what_is_told(long seed) {
    Days whole = new Days();
    happen(whole, new Random(seed), false);
    Days carried = new Days();
    happen(carried, new Random(seed), true);

    assertThat(carried.told).isEqualTo(whole.told).isNotEmpty();
  }

  private static int happen(Days days, Random random, boolean carryOn) {
    int failures = 0;
    for (int step = 0; step < 400; step++) {
      String job = List.of("a", "b", "c").get(random.nextInt(3));
      if (random.nextInt(3) > 0) {
        String cause = CAUSES.get(random.nextInt(CAUSES.size()));
        days.fails(job, "X", cause.equals("own") ? null : cause);
        failures++;
      } else {
        days.isGood(job);
      }
      days.pass(Duration.ofSeconds(random.nextInt(4) == 0 ? 5 : random.nextInt(8_000)));
      if (carryOn) {
        days.carryOn();
      }
    }
    return failures;
  }

  private static long count(Days days, Kind kind) {
    return days.notices.stream().filter(notice -> notice.kind() == kind).count();
  }

  private static long items(Days days, Kind kind) {
    return days.notices.stream()
        .filter(notice -> notice.kind() == kind)
        .mapToLong(notice -> notice.items().size())
        .sum();
  }
}
