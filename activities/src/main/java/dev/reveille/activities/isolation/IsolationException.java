package dev.reveille.activities.isolation;

/** A run cannot be isolated as asked; trying again changes nothing. */
public class IsolationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String field;

  IsolationException(String field, String message) {
    super(field + ": " + message);
    this.field = field;
  }

  /** The field of the job file or of {@code reveille.yaml} to change. */
  public final String field() {
    return field;
  }
}
