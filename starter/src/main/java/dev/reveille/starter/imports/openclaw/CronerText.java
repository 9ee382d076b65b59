package dev.reveille.starter.imports.openclaw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A cron as OpenClaw's library reads it (croner 10), in the words of ours. The two differ in three
 * things: six fields begin with seconds there; only a bare {@code *} leaves a day field open there,
 * so that {@code *}{@code /2} or {@code ?} beside a weekday means either of the two; and {@code L},
 * {@code W}, {@code #} and {@code +} exist there alone.
 *
 * @param expr our expression; empty where there is none
 * @param problem why there is none, with what to do; empty where there is one
 */
record CronerText(String expr, String problem) {
  private static final int MONTH_DAY = 3;
  private static final int WEEK_DAY = 5;

  static CronerText of(String theirs) {
    String stripped = theirs.strip();
    if (stripped.startsWith("@")) {
      return stripped.toLowerCase(Locale.ROOT).equals("@reboot")
          ? none("@reboot is no time: let the machine's start call `reveille start JOB`")
          : new CronerText(stripped.toLowerCase(Locale.ROOT), "");
    }
    List<String> fields = new ArrayList<>(Arrays.asList(stripped.split("\\s+")));
    if (fields.size() < 5 || fields.size() > 7) {
      return none("it has " + fields.size() + " fields (expected: 5 to 7)");
    }
    if (fields.size() == 5) {
      fields.add(0, "0");
    }
    if (fields.size() == 6) {
      fields.add("*");
    }
    for (int day : new int[] {MONTH_DAY, WEEK_DAY}) {
      String special = special(fields.get(day));
      if (!special.isEmpty()) {
        return none(special);
      }
    }
    boolean either = !fields.get(MONTH_DAY).equals("*") && !fields.get(WEEK_DAY).equals("*");
    for (int i = 0; i < fields.size(); i++) {
      String all = i == MONTH_DAY ? "1-31" : i == WEEK_DAY ? "0-6" : "*";
      fields.set(i, spelled(fields.get(i), either ? all : "*"));
    }
    if (fields.get(6).equals("*")) {
      boolean onTheMinute = fields.get(0).equals("0") || fields.get(0).equals("00");
      if (onTheMinute) {
        return new CronerText(String.join(" ", fields.subList(1, 6)), "");
      }
    }
    return new CronerText(String.join(" ", fields), "");
  }

  private static String special(String field) {
    String upper = field.toUpperCase(Locale.ROOT);
    if (upper.contains("+")) {
      return "'"
          + field
          + "' asks for both days at once, where Temporal's calendars know either:"
          + " keep one day field, and let the job look at the other";
    }
    boolean last = Arrays.stream(upper.split(",")).anyMatch(part -> part.matches("L.*|.*[0-9]L"));
    if (upper.contains("#") || upper.matches(".*([0-9]|L)W.*") || last) {
      return "'"
          + field
          + "' counts from the month's end or its weeks (L, W, #), which no calendar"
          + " of Temporal does: name the dates, or run daily and let the job look at the date";
    }
    return "";
  }

  /** Every value, however it was spelled, the way that ours does not take for an open field. */
  private static String spelled(String field, String all) {
    List<String> parts = new ArrayList<>();
    for (String part : field.split(",", -1)) {
      boolean open = part.equals("*") || part.equals("?");
      parts.add(
          open
              ? all
              : part.startsWith("*/") || part.startsWith("?/") ? all + part.substring(1) : part);
    }
    return String.join(",", parts);
  }

  private static CronerText none(String problem) {
    return new CronerText("", problem);
  }
}
