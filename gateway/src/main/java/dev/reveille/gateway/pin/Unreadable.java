package dev.reveille.gateway.pin;

/** The body is not exactly one JSON object in UTF-8. Quotes nothing of it. */
public final class Unreadable extends Exception {
  private static final long serialVersionUID = 1;

  Unreadable() {
    super("not one JSON object");
  }
}
