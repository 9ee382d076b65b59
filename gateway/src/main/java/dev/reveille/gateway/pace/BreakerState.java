package dev.reveille.gateway.pace;

/** Whether requests go out to a provider. */
public enum BreakerState {
  CLOSED,
  /** One request at a time asks whether the provider is back. */
  HALF_OPEN,
  /** None goes out. */
  OPEN
}
