package dev.reveille.activities.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.ModelProof.Blame;
import dev.reveille.workflows.ExecuteActivity.Evidence;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedTurnTest {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final String WORDS = "The provider openai took no request for 12 min.";

  @Test
  void a_limit_that_ends_a_long_wait_for_the_provider_is_the_provider_s() {
    FailedTurn turn = turn(FailureType.PROVIDER_OVERLOAD, Duration.ofMinutes(12));
    assertThat(turn.heldUp(LIMIT)).isTrue();
    assertThat(turn.messageOfLimit(LIMIT))
        .isEqualTo(
            WORDS + " The agent's limit of 15 min (execute.timeout) ended the turn meanwhile.");
  }

  @Test
  void a_short_wait_and_any_other_trouble_leave_the_limit_the_agent_s() {
    FailedTurn shortly = turn(FailureType.PROVIDER_OVERLOAD, Duration.ofSeconds(80));
    FailedTurn other = turn(FailureType.MODEL_MISMATCH, Duration.ZERO);
    for (FailedTurn turn : new FailedTurn[] {shortly, other, FailedTurn.WITHOUT_MODEL}) {
      assertThat(turn.heldUp(LIMIT)).isFalse();
      assertThat(turn.messageOfLimit(LIMIT))
          .isEqualTo("The agent was still at work after 15 min, its limit, and was ended.");
    }
  }

  private static FailedTurn turn(FailureType type, Duration held) {
    return new FailedTurn(new Blame(type, WORDS, held), Evidence.NONE);
  }
}
