package dev.reveille.starter.imports.crontab;

import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.problem.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a crontab as cron does: variables, times, {@code %}, and users where it names them. */
final class Crontab {
  private static final Pattern VARIABLE =
      Pattern.compile("([A-Za-z_]\\w*|\"[A-Za-z_]\\w*\"|'[A-Za-z_]\\w*')\\s*=\\s*(.*)");
  private static final Pattern NICKNAME = Pattern.compile("(@[A-Za-z]+)\\s+(.*)");
  private static final Pattern FIELDS =
      Pattern.compile("(\\S+\\s+\\S+\\s+\\S+\\s+\\S+\\s+\\S+)\\s+(.*)");
  private static final Pattern USER = Pattern.compile("([A-Za-z_][\\w.-]*\\$?)(?::\\S*)?\\s+(.*)");
  private static final int LONGEST_REMARK = 80;

  private final String file;
  private final boolean users;
  private final Problems problems;
  private final Map<String, String> variables = new TreeMap<>();
  private final List<CronLine> lines = new ArrayList<>();
  private String remark = "";

  private Crontab(String file, boolean users, Problems problems) {
    this.file = file;
    this.users = users;
    this.problems = problems;
  }

  /**
   * The lines that run something; one that cron would refuse is a problem.
   *
   * @param users whether a user stands between times and command, as in /etc/crontab
   */
  static List<CronLine> read(String file, String text, boolean users, Problems problems) {
    Crontab crontab = new Crontab(file, users, problems);
    List<String> all = text.lines().toList();
    for (int i = 0; i < all.size(); i++) {
      crontab.line(i + 1, all.get(i).strip());
    }
    return crontab.lines;
  }

  private void line(int number, String line) {
    if (line.isEmpty()) {
      remark = "";
      return;
    }
    if (line.startsWith("#")) {
      String said = line.replaceFirst("^#+\\s*", "");
      remark = said.length() <= LONGEST_REMARK ? said : "";
      return;
    }
    Matcher variable = VARIABLE.matcher(line);
    if (variable.matches()) {
      variables.put(unquoted(variable.group(1)), unquoted(variable.group(2)));
      remark = "";
      return;
    }
    Matcher times = (line.startsWith("@") ? NICKNAME : FIELDS).matcher(line.replaceFirst("^-", ""));
    if (times.matches()) {
      command(number, times.group(1).replaceAll("\\s+", " "), times.group(2));
    } else {
      problems.warning(
          new Place(file, number, 1),
          "",
          Shown.quoted(line) + " is no line of a crontab (expected: five times and a command)",
          "mend or remove it");
    }
    remark = "";
  }

  private void command(int number, String times, String rest) {
    String command = rest;
    @Nullable String user = null;
    if (users) {
      Matcher named = USER.matcher(rest);
      if (!named.matches()) {
        problems.warning(
            new Place(file, number, 1),
            "",
            "no user and command stand after the times",
            "a crontab of one user's own is imported without --system");
        return;
      }
      user = named.group(1);
      command = named.group(2);
    }
    List<String> parts = byPercent(command);
    String input =
        parts.size() < 2 ? null : String.join("\n", parts.subList(1, parts.size())) + "\n";
    lines.add(
        new CronLine(file, number, times, user, parts.get(0).strip(), input, variables, remark));
  }

  /** An unescaped percent ends the command; what follows is its input, a line each. */
  private static List<String> byPercent(String command) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\\' && i + 1 < command.length() && command.charAt(i + 1) == '%') {
        part.append('%');
        i++;
      } else if (c == '%') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static String unquoted(String value) {
    String bare = value.strip();
    boolean quoted =
        bare.length() >= 2
            && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
            && bare.charAt(bare.length() - 1) == bare.charAt(0);
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }
}
