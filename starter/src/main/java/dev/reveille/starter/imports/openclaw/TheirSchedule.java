package dev.reveille.starter.imports.openclaw;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.schedule.CronExpression;
import dev.reveille.domain.schedule.CronSeries;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Scalar;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule of OpenClaw's as its own code takes it, and when it is due by its published rules: a
 * cron is due when the clocks of its zone show a matching time, never at a time that they skip, and
 * only the first time at one that they repeat.
 *
 * @param kind {@code cron}, {@code every} or {@code at}
 * @param tz never silent, where {@code kind} is cron
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TheirSchedule(
    String kind,
    @Nullable String expr,
    @Nullable String tz,
    @Nullable Long everyMs,
    @Nullable Long anchorMs,
    @Nullable String at) {
  private static final int MOST = 200_000;

  /** The schedule of a job as it is listed; empty where it is due at no time. */
  static Optional<TheirSchedule> of(Mapping job, ZoneId host) {
    if (!(job.get("schedule") instanceof Mapping schedule)) {
      return Optional.empty();
    }
    String expr = text(schedule, "expr", "cron");
    String every = text(schedule, "everyMs", "everyMs");
    String at = text(schedule, "at", "atMs");
    String kind = text(schedule, "kind", "kind");
    try {
      if (expr != null && !"every".equals(kind) && !"at".equals(kind)) {
        String tz = text(schedule, "tz", "tz");
        String zone = tz == null || tz.isBlank() ? host.getId() : tz.strip();
        return Optional.of(new TheirSchedule("cron", expr, zone, null, null, null));
      }
      if (every != null && !"at".equals(kind)) {
        String anchor = text(schedule, "anchorMs", "anchorMs");
        String from = anchor == null ? text(job, "createdAtMs", "createdAtMs") : anchor;
        Long counted = from == null ? Long.valueOf(0) : Long.valueOf(from);
        return Optional.of(
            new TheirSchedule("every", null, null, Long.valueOf(every), counted, null));
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return at == null
        ? Optional.empty()
        : Optional.of(new TheirSchedule("at", null, null, null, null, at));
  }

  private static @Nullable String text(Mapping mapping, String field, String older) {
    Object node = mapping.get(field) == null ? mapping.get(older) : mapping.get(field);
    return node instanceof Scalar scalar && scalar.type() != Scalar.Type.NOTHING
        ? scalar.text()
        : null;
  }

  /**
   * When it is due after an instant and before another, by the rules.
   *
   * @throws IllegalArgumentException where the schedule is none that could be carried
   */
  public List<Instant> between(Instant after, Instant before, int most) {
    return switch (kind) {
      case "cron" -> cron(after, before, Math.min(most, MOST));
      case "every" -> every(after, before, Math.min(most, MOST));
      default -> {
        Instant due = ScheduleTranslation.instant(requireNonNull(at).strip());
        yield due.isAfter(after) && due.isBefore(before) ? List.of(due) : List.of();
      }
    };
  }

  private List<Instant> every(Instant after, Instant before, int most) {
    long step = requireNonNull(everyMs);
    long from = requireNonNull(anchorMs);
    long next = from;
    if (after.toEpochMilli() >= from) {
      next = from + ((after.toEpochMilli() - from) / step + 1) * step;
    }
    List<Instant> due = new ArrayList<>();
    for (; due.size() < most && next < before.toEpochMilli(); next += step) {
      due.add(Instant.ofEpochMilli(next));
    }
    return due;
  }

  private List<Instant> cron(Instant after, Instant before, int most) {
    CronExpression cron = CronExpression.parse(CronerText.of(requireNonNull(expr)).expr());
    ZoneId zone = ZoneId.of(requireNonNull(tz));
    CronSeries series = CronSeries.of(cron, zone, ScheduleRule.Dst.SERVER);
    List<Instant> due = new ArrayList<>();
    // From a day before, since local times repeat.
    LocalDateTime local = LocalDateTime.ofInstant(after, zone).minusDays(1);
    for (int i = 0; i < MOST + most && due.size() < most; i++) {
      local = series.nextLocal(local);
      if (local == null) {
        break;
      }
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
      Instant instant = offsets.isEmpty() ? null : local.toInstant(offsets.get(0));
      if (instant != null && !instant.isBefore(before)) {
        break;
      }
      if (instant != null && instant.isAfter(after)) {
        due.add(instant);
      }
      local = local.plusSeconds(1);
    }
    return due;
  }
}
