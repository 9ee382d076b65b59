package dev.reveille.starter.files.job;

import dev.reveille.domain.schedule.CronExpression;
import dev.reveille.domain.schedule.CronSyntaxException;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Shown;
import org.jspecify.annotations.Nullable;

/** Judges a cron as it is written. */
final class CronText {
  private CronText() {}

  /** The expression, or null after a problem was reported. */
  static @Nullable CronExpression read(String expr, Place place, Context context) {
    try {
      CronExpression cron = CronExpression.parse(expr);
      if (cron.neverFires()) {
        context.error(
            place,
            Shown.quoted(expr) + " never fires: no date matches its day, month and year",
            "name a day that its month has");
        return null;
      }
      if (fields(expr) == 6 && lastField(expr).startsWith("*")) {
        context.warning(
            place,
            "six fields are read as minute hour day month weekday year (OpenClaw reads seconds"
                + " first)",
            "write seven fields for seconds first, or five without the year");
      }
      return cron;
    } catch (CronSyntaxException e) {
      context.error(place, Shown.visible(String.valueOf(e.getMessage())), remedy(expr));
      return null;
    }
  }

  private static @Nullable String remedy(String expr) {
    return fields(expr) == 6
        ? "the sixth field is the year: with seconds in front, write seven fields, ending in *"
        : null;
  }

  private static int fields(String expr) {
    return expr.strip().split("\\s+").length;
  }

  private static String lastField(String expr) {
    String stripped = expr.strip();
    return stripped.substring(stripped.lastIndexOf(' ') + 1);
  }
}
