package dev.reveille.runlog;

import static java.util.Objects.requireNonNull;

import dev.reveille.runlog.RunLogUnavailable.Reason;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the run log is: {@code runs.db} in the data folder, or PostgreSQL where a URL is given.
 *
 * @param folder data folder; made when the log is opened to write
 * @param url {@code jdbc:postgresql://host/database}; null for SQLite
 * @param user null to let the URL or the system decide
 * @param password never printed
 */
public record RunLogSettings(
    Path folder, @Nullable String url, @Nullable String user, @Nullable String password) {
  public static final String USER_VARIABLE = "REVEILLE_RUNLOG_USER";
  public static final String PASSWORD_VARIABLE = "REVEILLE_RUNLOG_PASSWORD";

  private static final String POSTGRESQL = "jdbc:postgresql:";

  /**
   * @throws RunLogUnavailable for a URL of another kind
   */
  public RunLogSettings {
    requireNonNull(folder, "folder is null");
    if (url != null && !url.startsWith(POSTGRESQL)) {
      throw new RunLogUnavailable(
          Reason.SETTINGS,
          "The run log's URL is of an unknown kind (expected: jdbc:postgresql://HOST/DATABASE).",
          "Correct it, or leave it away: then the run log is a file in the data folder.",
          null);
    }
  }

  /** The file in the data folder. */
  public static RunLogSettings sqlite(Path folder) {
    return new RunLogSettings(folder, null, null, null);
  }

  /**
   * The file in the data folder, or PostgreSQL when {@code url} is given, with credentials from the
   * environment variables {@value #USER_VARIABLE} and {@value #PASSWORD_VARIABLE}.
   */
  public static RunLogSettings of(
      Path folder, @Nullable String url, Map<String, String> environment) {
    return new RunLogSettings(
        folder, url, environment.get(USER_VARIABLE), environment.get(PASSWORD_VARIABLE));
  }

  Path file() {
    return folder.resolve("runs.db").toAbsolutePath();
  }

  /** The place as people may see it: a path, or a URL without user, password and parameters. */
  String place() {
    if (url == null) {
      return file().toString();
    }
    String bare = url.substring("jdbc:".length());
    int parameters = bare.indexOf('?');
    return (parameters < 0 ? bare : bare.substring(0, parameters)).replaceFirst("//[^/@]*@", "//");
  }

  @Override
  public String toString() {
    return "run log " + place();
  }
}
