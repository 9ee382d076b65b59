package dev.reveille.activities.alert;

import dev.reveille.domain.alert.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Notices to try channels with. */
final class Notices {
  static final Instant NIGHT = Instant.parse("2026-11-21T22:00:00Z");

  private Notices() {}

  static Notice failure() {
    return saying("Night plan: BOOT_TIMEOUT", "Hung in session/new for 60 s.");
  }

  static Notice saying(String title, String text) {
    return new Notice(
        "incident-7/1",
        Notice.Kind.FAILURE,
        "night-desk",
        title,
        text,
        "See which stage hung.",
        List.of(item(1)),
        NIGHT.plusSeconds(61));
  }

  static Notice digest(int jobs) {
    List<Notice.Item> items = new ArrayList<>();
    for (int i = 1; i <= jobs; i++) {
      items.add(item(i));
    }
    return new Notice(
        "digest",
        Notice.Kind.DIGEST,
        "night-desk",
        jobs + " jobs failed",
        "One provider stopped them all.",
        null,
        items,
        NIGHT);
  }

  private static Notice.Item item(int number) {
    return new Notice.Item(
        "plan-" + number,
        "Plan " + number,
        NIGHT,
        "BOOT_TIMEOUT",
        "Hung in session/new for 60 s.",
        "plan-" + number + "-2026-11-21T22:00:00Z",
        "0198-" + number);
  }

  /** The fields of a mail channel, as JSON. */
  static String mailFields(String more, int port) {
    return "{\"host\":\"127.0.0.1\",\"port\":%d,\"from\":\"reveille@desk.example\",\"to\":[\"a@desk.example\",\"b@desk.example\"]%s}"
        .formatted(port, more);
  }
}
