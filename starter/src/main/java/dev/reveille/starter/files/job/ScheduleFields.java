package dev.reveille.starter.files.job;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.layer.Moments;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a schedule, and which kind takes which. */
final class ScheduleFields {
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(3660);
  private static final long LATEST_MILLIS = 253_402_300_799_000L;

  /** An instant, or a local time that waits for the schedule's zone. */
  record Moment(@Nullable Instant instant, @Nullable LocalDateTime local) {
    Instant in(ZoneId zone) {
      return local != null
          ? local.atZone(zone).toInstant()
          : requireNonNull(instant, "a moment is an instant or a local time");
    }
  }

  static final Field<Node> KIND = Field.of("kind", (node, context) -> node);
  static final Field<String> EXPR =
      Field.of("expr", Readers.line(500)).or("cron", Readers.line(500));
  static final Field<ZoneId> TZ = Field.of("tz", Moments.zone());
  static final Field<Duration> EVERY =
      Field.of("every", Readers.duration(SHORTEST_INTERVAL, LONGEST_INTERVAL))
          .or("everyMs", Readers.units(Duration.ofMillis(1), SHORTEST_INTERVAL, LONGEST_INTERVAL));
  static final Field<Moment> ANCHOR =
      Field.of("anchor", ScheduleFields::moment).or("anchorMs", ScheduleFields::millis);
  static final Field<Moment> AT =
      Field.of("at", ScheduleFields::moment).or("atMs", ScheduleFields::millis);
  static final Field<Stagger> STAGGER =
      Field.of("stagger", Moments.stagger()).or("staggerMs", Moments.staggerMillis());
  static final Field<ScheduleRule.Dst> DST =
      Field.of("dst", Readers.choice(ScheduleRule.Dst.class));

  static final Shape SHAPE =
      Shape.of(KIND, EXPR, TZ, EVERY, ANCHOR, AT, STAGGER, DST)
          .butFor("timezone", "the zone is called tz")
          .butFor("interval", "write kind: every and every: 10m")
          .butFor("jitter", "the spread of jobs on one tick is called stagger");

  /** The field that makes a kind, then the fields that kind may have beside it. */
  static final Map<ScheduleRule.Kind, List<Field<?>>> TAKES =
      new EnumMap<>(
          Map.of(
              ScheduleRule.Kind.CRON, List.of(EXPR, TZ, STAGGER, DST),
              ScheduleRule.Kind.EVERY, List.of(EVERY, ANCHOR, STAGGER),
              ScheduleRule.Kind.AT, List.of(AT, TZ)));

  private ScheduleFields() {}

  private static @Nullable Moment moment(Node node, Context context) {
    if (node instanceof Scalar scalar) {
      String text = scalar.text().strip().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) (?=\\d)", "$1T");
      try {
        if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
          return new Moment(null, LocalDate.parse(text).atStartOfDay());
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*(Z|[+-]\\d\\d:?\\d\\d)")) {
          return new Moment(OffsetDateTime.parse(withColon(text)).toInstant(), null);
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
          return new Moment(null, LocalDateTime.parse(text));
        }
      } catch (DateTimeException e) {
        return context.wrong(node, "a time that exists, such as 2027-03-01T14:00:00Z");
      }
    }
    return context.wrong(
        node, "a time such as 2027-03-01T14:00:00Z, or 2027-03-01T14:00 in the zone tz");
  }

  private static String withColon(String text) {
    return text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
  }

  private static @Nullable Moment millis(Node node, Context context) {
    Long millis = Readers.whole(0, LATEST_MILLIS).read(node, context);
    return millis == null ? null : new Moment(Instant.ofEpochMilli(millis), null);
  }
}
