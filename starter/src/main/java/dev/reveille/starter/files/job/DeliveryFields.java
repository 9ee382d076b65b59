package dev.reveille.starter.files.job;

import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.layer.AlertFields;
import java.time.Duration;

/** OpenClaw's {@code delivery} and {@code failureAlert}. */
final class DeliveryFields {
  /** OpenClaw's ways to deliver a result. */
  enum Mode {
    NONE,
    ANNOUNCE,
    WEBHOOK
  }

  private static final String OURS = "declare a channel under alerts in reveille.yaml";

  static final Field<Mode> MODE = Field.of("mode", Readers.choice(Mode.class));
  static final Field<String> CHANNEL = Field.of("channel", Readers.line(200));
  static final Field<String> TO = Field.of("to", Readers.line(2000));
  static final Shape DELIVERY =
      Shape.of(
          MODE,
          CHANNEL,
          TO,
          Field.notCarried("threadId", OURS),
          Field.notCarried("accountId", OURS),
          Field.notCarried("bestEffort", "a failed delivery never fails a run here"),
          Field.notCarried("failureDestination", "write alerts: [channel]"),
          Field.notCarried("completionDestination", "write deliver: [channel]"));

  static final Field<Long> AFTER = AlertFields.AFTER;
  static final Field<Duration> COOLDOWN =
      Field.of(
          "cooldownMs", Readers.units(Duration.ofMillis(1), Duration.ZERO, Duration.ofDays(365)));

  static final Shape FAILURE_ALERT =
      Shape.of(
          CHANNEL,
          Field.notCarried("mode", OURS),
          Field.notCarried("to", OURS),
          Field.notCarried("accountId", OURS),
          AFTER,
          COOLDOWN,
          Field.notCarried(
              "includeSkipped", "a skipped run is no failure here; see `reveille ledger`"));

  private DeliveryFields() {}
}
