package dev.reveille.starter.files.job;

import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;

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

  private static final String ALERTING = "when alerts go out is settled in reveille.yaml";

  static final Shape FAILURE_ALERT =
      Shape.of(
          CHANNEL,
          Field.notCarried("mode", OURS),
          Field.notCarried("to", OURS),
          Field.notCarried("accountId", OURS),
          Field.notCarried("after", ALERTING),
          Field.notCarried("cooldownMs", ALERTING),
          Field.notCarried("includeSkipped", ALERTING));

  private DeliveryFields() {}
}
