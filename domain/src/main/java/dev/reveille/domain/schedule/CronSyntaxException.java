package dev.reveille.domain.schedule;

/** A cron expression that cannot be read; the message says where, what was found and expected. */
public final class CronSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;

  CronSyntaxException(String expression, int position, String problem) {
    super("cron '" + expression + "', character " + (position + 1) + ": " + problem);
    this.position = position;
  }

  /** Where in the expression the trouble begins, from 0. */
  public int position() {
    return position;
  }
}
