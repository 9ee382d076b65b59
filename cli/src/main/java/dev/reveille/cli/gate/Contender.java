package dev.reveille.cli.gate;

import dev.reveille.domain.gate.Cell;
import dev.reveille.domain.job.JobDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A cell and what is booted for it.
 *
 * @param now the definition that is judged
 * @param before the one it is compared against, in turn; null where nothing is
 */
record Contender(Cell cell, JobDefinition now, @Nullable JobDefinition before) {}
