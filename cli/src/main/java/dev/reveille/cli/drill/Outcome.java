package dev.reveille.cli.drill;

import org.jspecify.annotations.Nullable;

/**
 * What came of an incident.
 *
 * @param said what Reveille said of it
 * @param run the workflow to look at; null where there is none
 */
record Outcome(boolean caught, String said, @Nullable String run) {}
