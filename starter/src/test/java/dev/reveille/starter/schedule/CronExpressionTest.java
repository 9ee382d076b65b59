package dev.reveille.starter.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reveille.domain.schedule.CronExpression;
import dev.reveille.domain.schedule.CronField;
import dev.reveille.domain.schedule.CronSyntaxException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
  @Test
  void months_and_weekdays_have_names() {
    CronExpression cron = CronExpression.parse("0 8 * jan-Mar,december mon-WED");
    assertThat(cron.field(CronField.MONTH).toArray()).containsExactly(1, 2, 3, 12);
    assertThat(cron.field(CronField.DAY_OF_WEEK).toArray()).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 22 * * *           | [0] | [0]           | [22]",
        "5/20 1,3 * * *       | [0] | [5, 25, 45]   | [1, 3]",
        "0-10/5,59 8 * * *    | [0] | [0, 5, 10, 59]| [8]",
        "0 0 * * * 2027       | [0] | [0]           | [0]",
        "*/30 0 12 * * * *    | [0, 30] | [0]       | [12]",
        "@daily               | [0] | [0]           | [0]"
      })
  void five_six_and_seven_fields_are_told_apart(
      String text, String seconds, String minutes, String hours) {
    CronExpression cron = CronExpression.parse(text);
    assertThat(Arrays.toString(cron.field(CronField.SECOND).toArray())).isEqualTo(seconds);
    assertThat(Arrays.toString(cron.field(CronField.MINUTE).toArray())).isEqualTo(minutes);
    assertThat(Arrays.toString(cron.field(CronField.HOUR).toArray())).isEqualTo(hours);
  }

  @Test
  void sunday_is_both_0_and_7() {
    assertThat(CronExpression.parse("0 0 * * 5-7").field(CronField.DAY_OF_WEEK).toArray())
        .containsExactly(0, 5, 6);
    assertThat(CronExpression.parse("0 0 * * SUN").field(CronField.DAY_OF_WEEK).toArray())
        .containsExactly(0);
  }

  @Test
  void at_every_is_an_interval() {
    assertThat(CronExpression.parse("@every 90s").every()).contains(Duration.ofSeconds(90));
    assertThat(CronExpression.parse("@every 1h30m").every()).contains(Duration.ofMinutes(90));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 ? * *          | 4  | expected: 1 to 31; '?' is of another dialect: write *",
        "61 * * * *         | 0  | minute 61 is out of range (expected: 0 to 59)",
        "0 24 * * *         | 2  | hour 24 is out of range (expected: 0 to 23)",
        "0 0 1,32 * *       | 6  | day of month 32 is out of range",
        "0 0 * foo *        | 6  | month 'foo' (expected: 1 to 12 or jan to dec",
        "0 0 L * *          | 4  | another dialect",
        "0 0 * * 1#2        | 8  | another dialect",
        "0 22-2 * * *       | 2  | runs backwards",
        "*/0 * * * *        | 2  | minute step '0'",
        "0 0 * *            | 7  | 4 fields (expected: 5",
        "0 0 * * * * * *    | 14 | 8 fields (expected: 5",
        "hello              | 5  | 1 field (expected: 5",
        "@fortnightly       | 0  | expected: @yearly",
        "@every 0s          | 7  | expected: @every and a duration",
        "@every soon        | 7  | expected: @every and a duration",
        "@every             | 0  | expected: @every and a duration",
        "CRON_TZ=UTC 0 0 * * * | 0 | expected: the zone in schedule.tz",
        "0 0 1-2-3 * *      | 6  | day of month '2-3'",
        "0 0 , * *          | 4  | day of month ''",
        "-1 0 * * *         | 0  | minute ''"
      })
  void nonsense_is_refused_with_place_and_expectation(String text, int position, String message) {
    CronSyntaxException refused =
        catchThrowableOfType(CronSyntaxException.class, () -> CronExpression.parse(text));
    assertThat(refused).hasMessageContaining("cron '" + text + "'").hasMessageContaining(message);
    assertThat(refused.position()).isEqualTo(position);
  }

  @Test
  void an_empty_expression_is_refused() {
    assertThatThrownBy(() -> CronExpression.parse("  ")).hasMessageContaining("nothing here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 31 2 *", "0 0 30 2 *", "0 0 31 4,6,9,11 *", "0 0 29 2 * 2027"})
  void an_impossible_date_never_fires(String text) {
    assertThat(CronExpression.parse(text).neverFires()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 29 2 *", "0 0 31 2 1", "0 0 31 * *", "* * * * *"})
  void a_rare_date_fires(String text) {
    assertThat(CronExpression.parse(text).neverFires()).isFalse();
  }
}
