package dev.reveille.domain.volume;

import static dev.reveille.domain.volume.Runs.TWELVE;
import static dev.reveille.domain.volume.Runs.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {
  @Test
  void a_standing_says_how_much_was_learned() {
    VolumeRule rule = Runs.rule("of: output");

    assertThat(Standing.of(List.of(rule), List.of()))
        .containsExactly(new Standing(Measure.OUTPUT, 0, 8, null));
    assertThat(Standing.of(List.of(rule), workdays(Measure.OUTPUT, 4_100, 4_300, 4_200)))
        .containsExactly(new Standing(Measure.OUTPUT, 3, 8, 4_200L))
        .allMatch(Standing::isLearning)
        .extracting(Standing::words)
        .containsExactly("learning its usual output: 3 of 8 good runs");
    assertThat(Standing.of(List.of(rule), TWELVE))
        .containsExactly(new Standing(Measure.OUTPUT, 12, 8, 4_100L))
        .noneMatch(Standing::isLearning)
        .extracting(Standing::words)
        .containsExactly("usual output 4.1 kB (12 good runs)");
  }
}
