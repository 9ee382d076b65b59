package dev.reveille.gateway.pace;

/** Told what becomes of requests, for metrics. Called on any thread; must not block. */
public interface PaceWatch {
  PaceWatch NONE = (provider, outcome) -> {};

  /** What became of one request. */
  enum Outcome {
    /** Let out to the provider; counted each time. */
    SENT,
    /** Refused by the provider for load. */
    OVERLOADED,
    /** Not sent, because no connection could be made. */
    UNREACHABLE,
    /** Given up after all the patience its job has. */
    GAVE_UP
  }

  void request(String provider, Outcome outcome);
}
