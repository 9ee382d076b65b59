package dev.reveille.gateway.pin;

/** Memory that all answers under way share. Thread-safe. */
public interface Budget {
  /** False when there is not so much left; nothing is taken then. */
  boolean take(int bytes);

  void give(int bytes);
}
