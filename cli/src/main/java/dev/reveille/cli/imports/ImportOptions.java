package dev.reveille.cli.imports;

import org.jspecify.annotations.Nullable;

/**
 * What the user asked of an import.
 *
 * @param file where the jobs are; {@code -} for standard input, null for the scheduler itself
 * @param check whether nothing is written, and the next due times are shown
 * @param from the time from which due times are compared; null for now
 * @param days how many days of them; null for the next ten
 * @param agentTurns whether a crontab's calls of agents become turns of theirs
 * @param system whether a user stands in the crontab's lines
 * @param commentOut whether the crontab's lines that were imported are commented out
 */
public record ImportOptions(
    @Nullable String file,
    boolean paused,
    boolean check,
    @Nullable String from,
    @Nullable Integer days,
    @Nullable String agent,
    @Nullable String model,
    @Nullable String workspace,
    @Nullable String zone,
    boolean agentTurns,
    boolean system,
    boolean commentOut) {}
