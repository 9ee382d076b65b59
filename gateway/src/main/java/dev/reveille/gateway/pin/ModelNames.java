package dev.reveille.gateway.pin;

import java.util.regex.Pattern;

/** When two names mean one model. Exact and case-sensitive: a prefix is never enough. */
final class ModelNames {
  private static final String YEAR = "20\\d\\d";
  private static final String MONTH = "(0[1-9]|1[0-2])";
  private static final String DAY = "(0[1-9]|[12]\\d|3[01])";
  private static final Pattern DATE =
      Pattern.compile("-" + YEAR + "-" + MONTH + "-" + DAY + "|[-@]" + YEAR + MONTH + DAY);
  private static final Pattern DATED = Pattern.compile(".*(" + DATE.pattern() + ")");
  private static final int SHOWN = 100;

  private ModelNames() {}

  /**
   * Equal, or the asked one and a date behind it; a name that has a date already takes no other.
   */
  static boolean same(String asked, String answered) {
    if (answered.equals(asked)) {
      return true;
    }
    return answered.startsWith(asked)
        && DATE.matcher(answered.substring(asked.length())).matches()
        && !DATED.matcher(asked).matches();
  }

  /** For messages: what others wrote, without what could break a line or a terminal. */
  static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(SHOWN)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(shown::appendCodePoint);
    return name.codePointCount(0, name.length()) > SHOWN ? shown + "…" : shown.toString();
  }
}
