package dev.reveille.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.Json;
import dev.reveille.domain.job.AlertPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertPolicyTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void a_policy_travels_as_json_and_an_earlier_snapshot_held_a_list() {
    for (AlertPolicy policy :
        List.of(AlertPolicy.USUAL, AlertPolicy.NONE, AlertPolicy.to(List.of("oncall")))) {
      assertThat(Json.read(Json.write(policy), AlertPolicy.class)).isEqualTo(policy);
    }
    assertThat(Json.read("[\"oncall\"]", AlertPolicy.class))
        .isEqualTo(AlertPolicy.to(List.of("oncall")));
    assertThat(Json.read("[]", AlertPolicy.class)).isEqualTo(AlertPolicy.USUAL);
  }

  @Test
  void every_channel_is_told_unless_some_are_named() {
    List<String> known = List.of("mail", "slack");
    assertThat(AlertPolicy.USUAL.told(known)).isEqualTo(known);
    assertThat(AlertPolicy.NONE.told(known)).isEmpty();
    assertThat(AlertPolicy.to(List.of("mail")).told(known)).containsExactly("mail");
  }

  @Test
  void the_last_reminder_repeats() {
    AlertPolicy policy = new AlertPolicy(null, 1, DAY, List.of(DAY, DAY.multipliedBy(3)), true);
    assertThat(policy.reminder(0)).isEqualTo(DAY);
    assertThat(policy.reminder(1)).isEqualTo(DAY.multipliedBy(3));
    assertThat(policy.reminder(2)).isEqualTo(DAY.multipliedBy(6));
    assertThat(policy.reminder(3)).isEqualTo(DAY.multipliedBy(9));
    assertThat(new AlertPolicy(null, 1, DAY, List.of(), true).reminder(0)).isNull();
  }

  @Test
  void reminders_that_would_never_end_are_refused() {
    assertThatThrownBy(() -> new AlertPolicy(null, 1, DAY, List.of(Duration.ZERO), true))
        .hasMessageContaining("expected: ascending");
    assertThatThrownBy(() -> new AlertPolicy(null, 1, DAY, List.of(DAY, DAY), true))
        .hasMessageContaining("expected: ascending");
    assertThatThrownBy(() -> new AlertPolicy(null, 0, DAY, List.of(), true))
        .hasMessageContaining("after: 0");
  }

  @Test
  void what_concerns_several_jobs_is_told_over_the_channels_of_all_once_and_at_once() {
    AlertPolicy own = new AlertPolicy(List.of("mail"), 3, DAY, List.of(DAY), false);
    assertThat(own.together(List.of(AlertPolicy.to(List.of("slack", "mail")), AlertPolicy.NONE)))
        .isEqualTo(new AlertPolicy(List.of("mail", "slack"), 1, DAY, List.of(DAY), false));
    assertThat(own.together(List.of(AlertPolicy.USUAL)).channels()).isNull();
    assertThat(AlertPolicy.NONE.together(List.of()).tellsNobody()).isTrue();
  }
}
