package dev.reveille.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.AlertPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadChannelTest {
  private final Days days = new Days();

  @Test
  void a_channel_that_is_dead_for_an_hour_gets_everything_afterwards_and_delays_nobody() {
    days.dead.add("slack");
    days.fails("nightly", "BOOT_TIMEOUT", null, AlertPolicy.USUAL);
    days.pass(Duration.ofMinutes(30));
    days.fails("other", "BOOT_TIMEOUT", null, AlertPolicy.USUAL);
    days.pass(Duration.ofMinutes(30));
    assertThat(days.told).containsExactly("PT0S mail FAILURE 1", "PT30M mail FAILURE 1");

    days.dead.clear();
    days.pass(Duration.ofMinutes(6));
    assertThat(days.told.subList(2, 4))
        .allMatch(told -> told.endsWith("slack FAILURE 1"))
        .hasSize(2);
    days.pass(Duration.ofHours(10));
    assertThat(days.told).hasSize(4);
    assertThat(days.lost).isEmpty();
  }

  @Test
  void what_a_channel_never_takes_is_lost_visibly_and_another_channel_tells_it() {
    days.dead.add("slack");
    days.fails("nightly", "BOOT_TIMEOUT", null, AlertPolicy.to(List.of("slack")));
    days.pass(Duration.ofHours(3));

    assertThat(days.lost).containsExactly("slack nightly failed: BOOT_TIMEOUT");
    assertThat(days.told).hasSize(1);
    assertThat(days.notices.get(0).title())
        .isEqualTo("Alert channel slack is not reached: nightly failed: BOOT_TIMEOUT");
    assertThat(days.notices.get(0).text()).isEqualTo("It is so. The channel said last: 503.");
    assertThat(days.notices.get(0).remedy()).contains("reveille alert test slack");
  }

  @Test
  void a_drill_that_a_channel_does_not_take_is_given_up_within_a_minute() {
    days.dead.add("slack");
    days.report(Report.drill(days.item("drill", "EXECUTE_FAILED"), Days.toMail()));
    days.report(
        Report.drill(days.item("drill", "EXECUTE_FAILED"), AlertPolicy.to(List.of("slack"))));
    days.pass(Duration.ofMinutes(1));

    assertThat(days.lost).containsExactly("slack DRILL: drill failed: EXECUTE_FAILED");
  }

  @Test
  void with_all_channels_dead_nothing_goes_round_in_circles() {
    days.dead.addAll(Days.KNOWN);
    days.fails("nightly", "BOOT_TIMEOUT", null, AlertPolicy.to(List.of("slack")));
    days.pass(Duration.ofHours(23));

    assertThat(days.lost)
        .containsExactly(
            "slack nightly failed: BOOT_TIMEOUT",
            "mail Alert channel slack is not reached: nightly failed: BOOT_TIMEOUT");
  }

  @Test
  void a_notice_that_a_channel_cannot_take_does_not_hold_up_those_behind_it() {
    Outbox outbox = new Outbox(List.of());
    Notice poison = notice("poison");
    Notice fine = notice("fine");
    outbox.add("mail", poison, Days.START);
    outbox.add("mail", fine, Days.START);

    Delivery first = outbox.start(Days.START).get(0);
    assertThat(first.notice()).isEqualTo(poison);
    assertThat(outbox.start(Days.START)).isEmpty();
    outbox.failed(first, false, Days.START);
    assertThat(outbox.start(Days.START.plusSeconds(5)))
        .extracting(delivery -> delivery.notice().id())
        .containsExactly("fine");
  }

  @Test
  void a_channel_that_asks_for_time_is_left_alone_for_so_long() {
    Outbox outbox = new Outbox(List.of());
    outbox.add("mail", notice("late"), Days.START);

    outbox.failed(outbox.start(Days.START).get(0), false, Duration.ofSeconds(90), Days.START);

    assertThat(outbox.start(Days.START.plusSeconds(89))).isEmpty();
    assertThat(outbox.start(Days.START.plusSeconds(90))).hasSize(1);
  }

  @Test
  void a_channel_that_works_again_begins_anew_with_short_pauses() {
    Outbox outbox = new Outbox(List.of());
    outbox.add("mail", notice("first"), Days.START);
    for (int second : new int[] {0, 5, 15}) {
      Delivery delivery = outbox.start(Days.START.plusSeconds(second)).get(0);
      outbox.failed(delivery, false, Days.START.plusSeconds(second));
    }
    assertThat(outbox.next(Days.START)).hasValue(Days.START.plusSeconds(35));
    assertThat(outbox.isDown("mail")).isTrue();

    outbox.delivered(outbox.start(Days.START.plusSeconds(35)).get(0));
    assertThat(outbox.isDown("mail")).isFalse();
    outbox.add("mail", notice("second"), Days.START.plusSeconds(40));
    Delivery second = outbox.start(Days.START.plusSeconds(40)).get(0);
    outbox.failed(second, false, Days.START.plusSeconds(40));
    assertThat(outbox.next(Days.START)).hasValue(Days.START.plusSeconds(45));
  }

  @Test
  void the_tries_at_a_dead_channel_are_few_whatever_waits() {
    int tries = 0;
    Outbox outbox = new Outbox(List.of());
    for (int notice = 0; notice < 100; notice++) {
      outbox.add("mail", notice("n" + notice), Days.START);
    }
    for (int second = 0; second < 7200; second++) {
      for (Delivery delivery : outbox.start(Days.START.plusSeconds(second))) {
        tries++;
        outbox.failed(delivery, false, Days.START.plusSeconds(second));
      }
    }
    assertThat(tries).isBetween(25, 35);
    assertThat(outbox.queues())
        .singleElement()
        .satisfies(
            queue ->
                assertThat(queue.parcels())
                    .singleElement()
                    .satisfies(
                        parcel ->
                            assertThat(parcel.notice().title()).isEqualTo("100 notices at once")));
  }

  private static Notice notice(String id) {
    return new Notice(id, Notice.Kind.FAILURE, "desk", id, "text", null, List.of(), Days.START);
  }
}
