package dev.reveille.starter.files.job;

import dev.reveille.domain.Nearest;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.schedule.CronExpression;
import dev.reveille.domain.schedule.DueTimes;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Durations;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.settings.SettingsFields;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads when a job is due. */
final class ScheduleReader {
  private static final Duration USUAL_STAGGER = Duration.ofSeconds(5);

  /** A silent stagger needs the rhythm of a rule only, so the same few due times do each time. */
  private static final Instant SAMPLE_FROM = Instant.parse("2026-01-05T00:00:00Z");

  private static final int SAMPLE = 20;
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final List<String> WORDS = List.of("cron", "every", "at");

  private final Form form;
  private final @Nullable Form defaults;
  private final Context context;

  private ScheduleReader(Form form, @Nullable Form defaults, Context context) {
    this.form = form;
    this.defaults = defaults;
    this.context = context;
  }

  /** The rule, or null after a problem was reported. */
  static @Nullable ScheduleRule read(Form form, @Nullable Form defaults, Context context) {
    return new ScheduleReader(form, defaults, context).read();
  }

  private @Nullable ScheduleRule read() {
    ScheduleRule.Kind kind = kind();
    if (kind == null || !checkFields(kind)) {
      return null;
    }
    ZoneId tz = zone();
    try {
      return switch (kind) {
        case CRON -> cron(tz);
        case EVERY -> every();
        case AT -> at(tz);
      };
    } catch (DateTimeException | ArithmeticException e) {
      context.error(form.place(), "this time is out of range", "write a year from 1970 to 9999");
      return null;
    }
  }

  private ScheduleRule.@Nullable Kind kind() {
    Node node = form.get(ScheduleFields.KIND);
    if (node == null) {
      return inferredKind();
    }
    Context here = context.in("kind");
    if (node.isBroken()) {
      return null;
    }
    if (node instanceof Scalar scalar) {
      int index = WORDS.indexOf(scalar.text());
      if (index >= 0) {
        return ScheduleRule.Kind.values()[index];
      }
      if (scalar.text().equals("on-exit") || scalar.text().equals("stream")) {
        return here.wrong(
            node,
            "cron, every or at",
            "only time makes a job due here: let another program use start");
      }
      return here.wrong(
          node,
          "cron, every or at",
          Nearest.to(scalar.text(), WORDS).map(n -> "did you mean '" + n + "'?").orElse(null));
    }
    return here.wrong(node, "cron, every or at");
  }

  private ScheduleRule.@Nullable Kind inferredKind() {
    List<ScheduleRule.Kind> fitting = new ArrayList<>();
    ScheduleFields.TAKES.forEach(
        (kind, fields) -> {
          if (form.has(fields.get(0))) {
            fitting.add(kind);
          }
        });
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    context.error(form.place(), "kind is missing", "write kind: cron, kind: every or kind: at");
    return null;
  }

  private boolean checkFields(ScheduleRule.Kind kind) {
    List<Field<?>> takes = ScheduleFields.TAKES.getOrDefault(kind, List.of());
    boolean good = true;
    for (Field<?> field : form.writtenFields()) {
      if (field != ScheduleFields.KIND && !takes.contains(field)) {
        context
            .problems()
            .error(
                form.keyPlaceOf(field),
                form.pathOf(field),
                "not a field of kind " + kind.word(),
                "it takes " + String.join(", ", takes.stream().map(Field::name).toList()));
        good = false;
      }
    }
    Field<?> main = takes.get(0);
    if (!form.has(main)) {
      context.error(form.place(), main.name() + " is missing", "write " + example(kind));
      good = false;
    }
    return good;
  }

  private static String example(ScheduleRule.Kind kind) {
    return switch (kind) {
      case CRON -> "{kind: cron, expr: \"0 22 * * *\", tz: Europe/Berlin}";
      case EVERY -> "{kind: every, every: 10m}";
      case AT -> "{kind: at, at: 2027-03-01T14:00:00Z}";
    };
  }

  private @Nullable ScheduleRule cron(ZoneId tz) {
    String expr = form.get(ScheduleFields.EXPR);
    if (expr == null) {
      return null;
    }
    CronExpression cron =
        CronText.read(expr, form.placeOf(ScheduleFields.EXPR), context.in("expr"));
    if (cron == null) {
      return null;
    }
    boolean zoneNamed =
        form.has(ScheduleFields.TZ) || (defaults != null && defaults.has(SettingsFields.TZ));
    if (!zoneNamed && cron.fixedHours()) {
      context.warning(
          form.placeOf(ScheduleFields.EXPR),
          "no tz is named, so the hours are UTC (OpenClaw would take the zone of its host)",
          "write tz: beside expr, such as tz: Europe/Berlin or tz: UTC");
    }
    ScheduleRule.Dst dst = form.get(ScheduleFields.DST, ScheduleRule.Dst.ONCE);
    ScheduleRule bare = ScheduleRule.cron(expr, tz, Stagger.jitter(Duration.ZERO), dst);
    return ScheduleRule.cron(expr, tz, stagger(usualStagger(shortestGap(bare))), dst);
  }

  private static Duration shortestGap(ScheduleRule rule) {
    List<Instant> due = DueTimes.of(rule).next(SAMPLE_FROM, SAMPLE);
    Duration shortest = Duration.ofDays(1);
    for (int i = 1; i < due.size(); i++) {
      Duration gap = Duration.between(due.get(i - 1), due.get(i));
      shortest = gap.compareTo(shortest) < 0 ? gap : shortest;
    }
    return shortest;
  }

  private static Duration usualStagger(Duration interval) {
    Duration tenth = Duration.ofMillis(interval.toMillis() / 10);
    return tenth.compareTo(USUAL_STAGGER) < 0 ? tenth : USUAL_STAGGER;
  }

  private @Nullable ScheduleRule every() {
    Duration every = form.get(ScheduleFields.EVERY);
    if (every == null) {
      return null;
    }
    if (every.toNanosPart() != 0) {
      context
          .problems()
          .wrongValue(
              form.placeOf(ScheduleFields.EVERY),
              form.pathOf(ScheduleFields.EVERY),
              Durations.text(every),
              "whole seconds, 1s or more",
              null);
      return null;
    }
    Stagger stagger = stagger(usualStagger(every));
    if (stagger.jitter().compareTo(every) >= 0 && form.has(ScheduleFields.STAGGER)) {
      context
          .problems()
          .error(
              form.placeOf(ScheduleFields.STAGGER),
              form.pathOf(ScheduleFields.STAGGER),
              Durations.text(stagger.jitter())
                  + " is not shorter than the interval of "
                  + Durations.text(every),
              "write at most a tenth of the interval");
      return null;
    }
    ScheduleFields.Moment anchor = form.get(ScheduleFields.ANCHOR);
    Instant from = anchor == null ? null : anchor.in(UTC);
    return ScheduleRule.every(every, from, stagger);
  }

  private @Nullable ScheduleRule at(ZoneId tz) {
    ScheduleFields.Moment at = form.get(ScheduleFields.AT);
    if (at == null) {
      return null;
    }
    if (at.local() != null && !form.has(ScheduleFields.TZ)) {
      context.warning(
          form.placeOf(ScheduleFields.AT),
          "the time names no zone, so it is taken in " + tz,
          "end it with Z for UTC, or write tz: beside it");
    }
    return ScheduleRule.at(at.in(tz));
  }

  private ZoneId zone() {
    ZoneId usual = defaults == null ? UTC : defaults.get(SettingsFields.TZ, UTC);
    return form.get(ScheduleFields.TZ, usual);
  }

  private Stagger stagger(Duration silent) {
    Stagger usual =
        defaults == null
            ? Stagger.jitter(silent)
            : defaults.get(SettingsFields.STAGGER, Stagger.jitter(silent));
    return form.get(ScheduleFields.STAGGER, usual);
  }
}
