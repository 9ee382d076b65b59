package dev.reveille.starter.imports.crontab;

import dev.reveille.starter.files.problem.Place;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a crontab that runs something.
 *
 * @param number of the line, from 1
 * @param times five fields, or a nickname such as {@code @daily}
 * @param user that it runs as; null where the crontab is one user's
 * @param command for the shell, without what comes after the first {@code %}
 * @param input what the command reads; null for nothing
 * @param variables set above it, by name
 * @param remark the comment right above it; empty for none
 */
record CronLine(
    String file,
    int number,
    String times,
    @Nullable String user,
    String command,
    @Nullable String input,
    Map<String, String> variables,
    String remark) {
  CronLine {
    variables = Map.copyOf(variables);
  }

  Place place() {
    return new Place(file, number, 1);
  }
}
