package dev.reveille.domain.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** The seven fields of a cron, each with its range and names, and how one is read. */
public enum CronField {
  SECOND("second", 0, 59, 2, List.of()),
  MINUTE("minute", 0, 59, 2, List.of()),
  HOUR("hour", 0, 23, 2, List.of()),
  DAY_OF_MONTH("day of month", 1, 31, 2, List.of()),
  MONTH(
      "month",
      1,
      12,
      3,
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december")),
  DAY_OF_WEEK(
      "day of week",
      0,
      7,
      2,
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")),
  YEAR("year", 2000, 2100, 4, List.of());

  private static final int SUNDAY_TOO = 7;

  private final String label;
  private final int min;
  private final int max;
  private final int shortestName;
  private final List<String> names;

  CronField(String label, int min, int max, int shortestName, List<String> names) {
    this.label = label;
    this.min = min;
    this.max = max;
    this.shortestName = shortestName;
    this.names = names;
  }

  public FieldSet all() {
    BitSet bits = new BitSet();
    bits.set(min, (this == DAY_OF_WEEK ? 6 : max) + 1);
    return new FieldSet(bits, true);
  }

  /** Reads one field, which begins at this position of the whole expression. */
  FieldSet parse(String expression, int start, String text) {
    BitSet bits = new BitSet();
    int position = start;
    for (String part : text.split(",", -1)) {
      addPart(new Part(expression, position, part), bits);
      position += part.length() + 1;
    }
    if (this == DAY_OF_WEEK && bits.get(SUNDAY_TOO)) {
      bits.clear(SUNDAY_TOO);
      bits.set(0);
    }
    return new FieldSet(bits, text.startsWith("*"));
  }

  private void addPart(Part part, BitSet bits) {
    String text = part.text;
    int slash = text.indexOf('/');
    String range = slash < 0 ? text : text.substring(0, slash);
    int step = slash < 0 ? 1 : step(part, text.substring(slash + 1), slash + 1);
    int from = min;
    int to = this == DAY_OF_WEEK ? 6 : max;
    if (!range.equals("*")) {
      int dash = range.indexOf('-');
      from = value(part, dash < 0 ? range : range.substring(0, dash), 0);
      if (dash >= 0) {
        to = value(part, range.substring(dash + 1), dash + 1);
        if (to < from) {
          throw part.problem(
              0,
              label
                  + " range '"
                  + range
                  + "' runs backwards (expected: the smaller value first; write two ranges with a"
                  + " comma to go round)");
        }
      } else if (slash < 0) {
        to = from;
      }
    }
    for (int value = from; value <= Math.max(from, to); value += step) {
      bits.set(value);
    }
  }

  private int step(Part part, String text, int offset) {
    if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1) {
      throw part.problem(
          offset, label + " step '" + text + "' (expected: a whole number of 1 or more after '/')");
    }
    return Integer.parseInt(text);
  }

  private int value(Part part, String text, int offset) {
    if (text.matches("\\d{1,4}")) {
      int value = Integer.parseInt(text);
      if (value < min || value > max) {
        throw part.problem(
            offset, label + " " + text + " is out of range (expected: " + range() + ")");
      }
      return value;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < names.size(); i++) {
      if (lower.length() >= shortestName && names.get(i).startsWith(lower)) {
        return i + (this == MONTH ? 1 : 0);
      }
    }
    throw part.problem(offset, label + " '" + text + "' (expected: " + range() + hint(text) + ")");
  }

  private String range() {
    return switch (this) {
      case MONTH -> "1 to 12 or jan to dec";
      case DAY_OF_WEEK -> "0 to 7 or sun to sat";
      default -> min + " to " + max;
    };
  }

  private static String hint(String text) {
    if (text.equals("?")) {
      return "; '?' is of another dialect: write *";
    }
    if (text.matches("(?i).*[LW#].*") && !text.matches("[A-Za-z]{3,}")) {
      return "; L, W and # are of another dialect and have no counterpart here";
    }
    return ", or *, lists with commas, ranges with -, steps with /";
  }

  /** One element of a field's list, with its place for messages. */
  private record Part(String expression, int position, String text) {
    CronSyntaxException problem(int offset, String what) {
      return new CronSyntaxException(expression, position + offset, what);
    }
  }
}
