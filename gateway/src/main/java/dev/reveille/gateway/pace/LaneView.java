package dev.reveille.gateway.pace;

/**
 * How it stands with one provider, for metrics.
 *
 * @param limit requests let out at once at this moment
 * @param sent requests let out so far; one that is sent again counts again
 * @param refused those of them that were refused for load, or found nobody there
 * @param gaveUp requests that waited as long as they might
 */
public record LaneView(
    String provider,
    int waiting,
    int underWay,
    int limit,
    BreakerState breaker,
    long sent,
    long refused,
    long gaveUp) {}
