package dev.reveille.cli.drill;

import dev.reveille.domain.run.RunKey;
import org.jspecify.annotations.Nullable;

/**
 * What came of an incident.
 *
 * @param said what Reveille said of it
 * @param run the one to look at; null where there is none
 */
record Outcome(boolean caught, String said, @Nullable RunKey run) {}
