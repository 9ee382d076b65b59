package dev.reveille.starter.files.job;

import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.Ping;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.layer.LayerFields;
import dev.reveille.starter.files.layer.PingReader;
import dev.reveille.starter.files.settings.SettingsFields;
import dev.reveille.starter.files.tree.Node;
import java.time.Duration;
import java.util.List;

/** The fields at the root of a job: OpenClaw's, and ours beside them. */
final class JobFields {
  static final Field<String> ID = Field.of("id", Readers.line(200)).or("jobId", Readers.line(200));
  static final Field<String> NAME = Field.of("name", Readers.line(200));
  static final Field<String> DESCRIPTION = Field.of("description", Readers.text());
  static final Field<Boolean> ENABLED = Field.of("enabled", Readers.yesNo());
  static final Field<Boolean> START_PAUSED = Field.of("startPaused", Readers.yesNo());
  static final Field<Node> TARGET = Field.of("sessionTarget", written());
  static final Field<Form> SCHEDULE = Field.of("schedule", ScheduleFields.SHAPE);
  static final Field<Form> PAYLOAD = Field.of("payload", PayloadFields.SHAPE);

  static final Field<String> AGENT = SettingsFields.AGENT;
  static final Field<Form> PIN = Field.of("pin", PinFields.SHAPE);
  static final Field<ExpectFields.Written> EXPECT = Field.of("expect", ExpectFields.reader());
  static final Field<Overlap> OVERLAP = SettingsFields.OVERLAP;
  static final Field<Duration> CATCHUP = SettingsFields.CATCHUP;
  static final Field<Duration> PATIENCE = SettingsFields.PATIENCE;
  static final Field<List<String>> DELIVER = Field.of("deliver", Readers.listOf(Readers.line(100)));
  static final Field<Ping> PING = Field.of("ping", new PingReader());

  static final Field<Object> DELETE_AFTER_RUN = Field.kept("deleteAfterRun");
  static final Field<Node> WAKE_MODE = Field.of("wakeMode", written());
  static final Field<Form> DELIVERY = Field.of("delivery", DeliveryFields.DELIVERY);
  static final Field<Node> FAILURE_ALERT = Field.of("failureAlert", written());

  static final Shape SHAPE =
      Shape.of(NAME, ID, SCHEDULE, TARGET, PAYLOAD, AGENT)
          .and(PIN, EXPECT, OVERLAP, CATCHUP, PATIENCE, DELIVER, PING, ENABLED, DESCRIPTION)
          .and(START_PAUSED)
          .and(LayerFields.SHAPE.fields())
          .and(DELETE_AFTER_RUN, WAKE_MODE, DELIVERY, FAILURE_ALERT)
          .and(
              kept(
                  "agentId",
                  "createdAtMs",
                  "updatedAtMs",
                  "configRevision",
                  "declarationKey",
                  "displayName",
                  "state",
                  "status",
                  "effectiveAgentId",
                  "nextRunAtMs",
                  "lastRunAtMs",
                  "lastRunStatus",
                  "lastStatus",
                  "lastRunError",
                  "lastDurationMs",
                  "lastDelivered",
                  "lastDeliveryStatus",
                  "lastDeliveryError",
                  "lastFailureNotificationDelivered",
                  "lastFailureNotificationDeliveryStatus",
                  "lastFailureNotificationDeliveryError"))
          .and(
              Field.notCarried("owner", "the owner of a folder's jobs stands in reveille.yaml"),
              Field.notCarried("sessionKey", "name a shared session: sessionTarget: session:<id>"),
              Field.notCarried(
                  "scheduledToolPolicy", "what a run may reach stands in isolation and network"),
              Field.notCarried("pacing", "the schedule alone decides when the job is due"),
              Field.notCarried("trigger", "let the job itself look whether there is work"))
          .butFor("cron", "write schedule: {kind: cron, expr: …}")
          .butFor("model", "the model stands in payload.model")
          .butFor("message", "the prompt stands in payload.message")
          .butFor("timeout", "write execute: {timeout: 15m} or boot: {timeout: 60s}")
          .butFor("timeoutSeconds", "it stands in payload, or write execute: {timeout: 15m}")
          .butFor("command", "write payload: {kind: command, argv: [program, argument]}")
          .butFor("stagger", "it stands in schedule")
          .butFor("tz", "it stands in schedule");

  private JobFields() {}

  private static Field<?>[] kept(String... names) {
    Field<?>[] fields = new Field<?>[names.length];
    for (int i = 0; i < names.length; i++) {
      fields[i] = Field.kept(names[i]);
    }
    return fields;
  }

  /** What was written, for the code that needs more than the value to judge it. */
  private static Reader<Node> written() {
    return (node, context) -> node;
  }
}
