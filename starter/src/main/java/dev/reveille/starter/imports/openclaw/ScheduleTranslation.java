package dev.reveille.starter.imports.openclaw;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.starter.files.field.Durations;
import dev.reveille.starter.imports.Draft;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Optional;

/** OpenClaw's {@code schedule} in our words. */
final class ScheduleTranslation {
  private static final String FIVE_MINUTES = "5m";

  /** A zone whose clocks have not changed since does not count as one that changes them. */
  private static final Instant OPENCLAWS_YOUTH = Instant.parse("2026-01-01T00:00:00Z");

  private final Draft draft;
  private final Taken schedule;
  private final ZoneId usual;
  private final ObjectNode out;

  private ScheduleTranslation(Draft draft, Taken schedule, ZoneId usual) {
    this.draft = draft;
    this.schedule = schedule;
    this.usual = usual;
    this.out = draft.job().putObject("schedule");
  }

  /**
   * @param usual the zone of a cron that names none: that of OpenClaw's host
   * @param created when the job was made, from where an interval without anchor counts
   */
  static void translate(Draft draft, Taken schedule, ZoneId usual, Optional<Long> created) {
    new ScheduleTranslation(draft, schedule, usual).translate(created);
  }

  private void translate(Optional<Long> created) {
    Optional<String> expr = schedule.text("expr").or(() -> schedule.text("cron"));
    Optional<Long> every = schedule.whole("everyMs");
    Optional<String> at = schedule.text("at").or(() -> schedule.text("atMs"));
    String inferred = expr.isPresent() ? "cron" : every.isPresent() ? "every" : "at";
    String kind = schedule.text("kind").orElse(inferred);
    switch (kind) {
      case "cron" -> expr.ifPresentOrElse(this::cron, () -> missing("expr"));
      case "every" -> every.ifPresentOrElse(ms -> every(ms, created), () -> missing("everyMs"));
      case "at" -> at.ifPresentOrElse(this::at, () -> missing("at"));
      case "on-exit", "stream" ->
          draft.hold(
              "its schedule is '"
                  + kind
                  + "': only time makes a job due here; let the program that watches call `reveille"
                  + " start JOB`");
      default -> draft.hold("its schedule is of the kind '" + kind + "', which nobody knows");
    }
    if (kind.equals("on-exit") || kind.equals("stream")) {
      return;
    }
    schedule.nameTheRest();
  }

  private void missing(String field) {
    draft.hold("schedule." + field + " is missing: mend the job in OpenClaw");
  }

  private void cron(String expr) {
    CronerText text = CronerText.of(expr);
    if (!text.problem().isEmpty()) {
      draft.hold("schedule.expr: " + text.problem());
      return;
    }
    out.put("kind", "cron").put("expr", text.expr());
    said("expr", expr, text.expr().equals(expr) ? null : "expr: \"" + text.expr() + "\"");
    zone(schedule.text("tz"));
    clockChanges();
    Optional<Long> stagger = schedule.whole("staggerMs");
    if (stagger.isPresent()) {
      String width = Durations.text(Duration.ofMillis(stagger.get()));
      out.put("stagger", width);
      draft.translated(
          schedule.path("staggerMs"), String.valueOf(stagger.get()), "stagger: " + width);
    } else if (isTopOfTheHour(expr)) {
      out.put("stagger", FIVE_MINUTES);
      draft.translated(
          schedule.path("staggerMs"),
          "",
          "stagger: 5m (what OpenClaw does silently at the full hour)");
    }
  }

  /** Minute 0 of every hour, or of every n-th. */
  private static boolean isTopOfTheHour(String expr) {
    return expr.strip().matches("(0\\s+)?0\\s+\\*(/\\d+)?\\s+\\S+\\s+\\S+\\s+\\S+");
  }

  private void zone(Optional<String> written) {
    if (written.isEmpty() || written.get().isBlank()) {
      out.put("tz", usual.getId());
      draft.translated(
          schedule.path("tz"),
          "",
          "tz: " + usual + " (silent, OpenClaw takes the zone of its host; --tz names another)");
      return;
    }
    String wanted = written.get().strip();
    String known =
        ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.equalsIgnoreCase(wanted))
            .findFirst()
            .orElse(wanted);
    out.put("tz", known);
    said("tz", wanted, known.equals(wanted) ? null : "tz: " + known);
  }

  /** Where clocks change, OpenClaw leaves out what they skip, and runs what they repeat once. */
  private void clockChanges() {
    try {
      ZoneRules rules = ZoneId.of(out.path("tz").asText()).getRules();
      if (rules.nextTransition(OPENCLAWS_YOUTH) == null) {
        return;
      }
    } catch (DateTimeException unknown) {
      return;
    }
    out.put("dst", "skip");
    draft.translated(
        schedule.path("dst"),
        "",
        "dst: skip (OpenClaw runs nothing at a time that the clocks skip; without the line it runs"
            + " an hour later)");
  }

  private void every(long millis, Optional<Long> created) {
    out.put("kind", "every");
    if (millis < 1000 || millis % 1000 != 0) {
      draft.hold("schedule.everyMs: " + millis + " (expected: whole seconds, 1000 or more)");
    }
    String every = Durations.text(Duration.ofMillis(millis));
    out.put("every", every);
    draft.translated(schedule.path("everyMs"), String.valueOf(millis), "every: " + every);
    Optional<Long> anchor = schedule.whole("anchorMs");
    Optional<Long> from = anchor.or(() -> created);
    if (from.isPresent() && from.get() < 253_402_300_799_000L) {
      String second = Instant.ofEpochSecond(from.get() / 1000).toString();
      out.put("anchor", second);
      String silent = anchor.isPresent() ? "" : " (when the job was made, as OpenClaw has it)";
      draft.translated(
          schedule.path("anchorMs"),
          anchor.map(String::valueOf).orElse(""),
          "anchor: " + second + silent);
    }
    if (anchor.isPresent() && created.isPresent() && anchor.get() > created.get() + millis) {
      draft.notCarried(
          schedule.path("anchorMs"),
          "as a beginning",
          "OpenClaw waits for this time, Reveille counts from it in both directions: pause the job"
              + " until then");
    }
  }

  private void at(String written) {
    out.put("kind", "at");
    try {
      String at = instant(written.strip()).toString();
      out.put("at", at);
      said("at", written, at.equals(written) ? null : "at: " + at);
    } catch (DateTimeException | NumberFormatException e) {
      draft.hold("schedule.at: this is no time (expected: such as 2027-03-01T14:00:00Z)");
    }
  }

  /** Without an offset it is UTC to OpenClaw. */
  static Instant instant(String text) {
    if (text.matches("\\d{1,16}")) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    String full = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)$", "$1T00:00");
    full = full.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
    boolean offset = full.matches("(?i).*(Z|T.*[+-]\\d\\d:\\d\\d)");
    return java.time.OffsetDateTime.parse(offset ? full : full + "Z").toInstant();
  }

  private void said(String field, String found, @org.jspecify.annotations.Nullable String becomes) {
    String shown = dev.reveille.starter.files.problem.Shown.quoted(found).replaceAll("^'|'$", "");
    if (becomes == null) {
      draft.carried(schedule.path(field), shown);
    } else {
      draft.translated(schedule.path(field), shown, becomes);
    }
  }
}
