package dev.reveille.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * 24 jobs on one tick, of one call each; a provider with 4 slots that takes 20 s an answer. On the
 * same work OpenClaw sent 89 requests and got 66 refusals.
 */
class BurstTest {
  private static final int JOBS = 24;
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration SIX_WAVES = ANSWER.multipliedBy(6);

  private final LaneFixture lane = new LaneFixture();
  private final SimulatedProvider provider = new SimulatedProvider(lane.time, 4, ANSWER);
  private final long start = lane.time.getAsLong();

  private void burst() {
    for (int job = 0; job < JOBS; job++) {
      lane.pacer.enter(
          lane.asking("key", "job-" + job, lane.pacer.patience(LaneFixture.PATIENCE)),
          provider.agent());
    }
  }

  private Duration lastAnswer() {
    return Duration.ofNanos(provider.lastAnswerAt - start);
  }

  private static Duration within(Duration ideal) {
    return Duration.ofMillis((long) (ideal.toMillis() * 1.15));
  }

  @Test
  void all_are_answered_for_one_refusal_that_tells_the_limit() {
    burst();
    lane.time.pass(Duration.ofMinutes(10));

    assertThat(provider.answered).isEqualTo(JOBS);
    assertThat(provider.refused).isLessThanOrEqualTo(2);
    assertThat(provider.received).isLessThanOrEqualTo(26);
    assertThat(lastAnswer()).isLessThan(within(SIX_WAVES));
  }

  @Test
  void a_provider_that_is_down_for_a_minute_is_asked_twice_and_not_by_each_job() {
    provider.capacity(0);
    lane.time.after(Duration.ofSeconds(60), () -> provider.capacity(4));
    burst();
    lane.time.pass(Duration.ofSeconds(59));

    assertThat(provider.received).isLessThanOrEqualTo(2);

    lane.time.pass(Duration.ofMinutes(10));
    assertThat(provider.answered).isEqualTo(JOBS);
    assertThat(provider.refused).isLessThanOrEqualTo(3);
    assertThat(lastAnswer()).isLessThan(within(SIX_WAVES.plusSeconds(60)));
  }

  @Test
  void a_time_that_the_provider_names_is_kept() {
    provider.refusing(Overload.answered(429, Duration.ofSeconds(10)));
    burst();
    lane.time.pass(Duration.ofMinutes(10));

    assertThat(provider.answered).isEqualTo(JOBS);
    assertThat(provider.received).isLessThanOrEqualTo(26);
    assertThat(lastAnswer()).isLessThan(within(SIX_WAVES));
  }

  @Test
  void half_the_slots_gone_midway_is_learned_from_one_refusal() {
    lane.time.after(Duration.ofSeconds(59), () -> provider.capacity(2));
    burst();
    lane.time.pass(Duration.ofMinutes(10));

    assertThat(provider.answered).isEqualTo(JOBS);
    assertThat(provider.refused).isLessThanOrEqualTo(2);
    assertThat(lastAnswer()).isLessThan(within(SIX_WAVES.plusSeconds(60)));
  }

  @Test
  void a_declared_limit_costs_no_refusal_at_all() {
    LaneFixture declared =
        new LaneFixture(
            4, dev.reveille.domain.settings.Provider.Rate.UNLIMITED, java.util.Map.of());
    SimulatedProvider slots = new SimulatedProvider(declared.time, 4, ANSWER);
    for (int job = 0; job < JOBS; job++) {
      declared.pacer.enter(
          declared.asking("key", "job-" + job, declared.pacer.patience(LaneFixture.PATIENCE)),
          slots.agent());
    }
    declared.time.pass(Duration.ofMinutes(10));

    assertThat(slots.refused).isZero();
    assertThat(slots.answered).isEqualTo(JOBS);
  }
}
