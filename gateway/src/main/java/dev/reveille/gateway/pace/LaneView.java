package dev.reveille.gateway.pace;

/**
 * How it stands with one provider, for metrics.
 *
 * @param limit requests let out at once at this moment
 */
public record LaneView(
    String provider, int waiting, int underWay, int limit, BreakerState breaker) {}
