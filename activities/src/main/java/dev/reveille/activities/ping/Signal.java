package dev.reveille.activities.ping;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a watcher can be told, as Healthchecks and its like understand it. */
public enum Signal {
  START("/start"),
  SUCCESS(""),
  FAIL("/fail");

  private final String suffix;

  Signal(String suffix) {
    this.suffix = suffix;
  }

  /**
   * The address of this signal.
   *
   * @param check address of the watcher's check; may have a query
   * @param run by which a start and its end find each other, a UUID; null for what has no run
   * @throws IllegalArgumentException when the check's address is none
   */
  URI at(String check, @Nullable String run) {
    int mark = check.indexOf('?');
    String path = mark < 0 ? check : check.substring(0, mark);
    String query = mark < 0 ? "" : check.substring(mark + 1);
    String rid = run == null ? "" : "rid=" + run;
    String both = query.isEmpty() || rid.isEmpty() ? query + rid : query + "&" + rid;
    return URI.create(path.replaceAll("/+$", "") + suffix + (both.isEmpty() ? "" : "?" + both));
  }
}
