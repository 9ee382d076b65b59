package dev.reveille.activities.isolation;

/** A program or path that a run needs does not exist, or cannot be seen inside its isolation. */
public final class NotVisibleException extends IsolationException {

  private static final long serialVersionUID = 1L;

  private final String path;

  NotVisibleException(String field, String path, String why) {
    super(field, path + " " + why);
    this.path = path;
  }

  public String path() {
    return path;
  }
}
