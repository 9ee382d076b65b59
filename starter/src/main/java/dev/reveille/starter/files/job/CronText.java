package dev.reveille.starter.files.job;

import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Shown;
import java.util.List;

/** What can be said of a cron text before it is evaluated. */
final class CronText {
  private static final List<String> NAMED =
      List.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");

  private CronText() {}

  static boolean check(String expr, Place place, Context context) {
    int fields = expr.strip().split("\\s+").length;
    if (NAMED.contains(expr.strip())
        || (fields >= 5 && fields <= 7 && expr.matches("[-0-9A-Za-z*/,?#\\s]+"))) {
      return true;
    }
    context
        .problems()
        .wrongValue(
            place,
            context.path(),
            Shown.quoted(expr),
            "5 to 7 fields such as 0 22 * * *, or @daily",
            null);
    return false;
  }

  /** Whether its hours are a clock's, so that the zone matters. */
  static boolean hasFixedHour(String expr) {
    String[] fields = expr.strip().split("\\s+");
    if (fields.length < 5) {
      return !expr.strip().equals("@hourly");
    }
    return !fields[fields.length >= 6 ? 2 : 1].startsWith("*");
  }

  /** Whether it is due more often than each minute. */
  static boolean hasSeconds(String expr) {
    String[] fields = expr.strip().split("\\s+");
    return fields.length >= 6 && !fields[0].matches("[0-9]+");
  }
}
