package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The head of a run's record, written when the run begins and never changed.
 *
 * @param firstRunId the first run of the chain: equal to the run id except after a reset
 * @param due the nominal time, before offset and jitter; the start itself for a manual run
 * @param pinned the pinned model as {@code provider/model}; null without one
 */
public record RunOpened(
    RunKey key,
    String firstRunId,
    String namespace,
    String job,
    String owner,
    Instant due,
    Trigger trigger,
    String target,
    @Nullable String agent,
    String definition,
    @Nullable String pinned,
    long bootLimitMillis,
    long executeLimitMillis,
    Instant openedAt) {
  public RunOpened {
    requireNonNull(key, "key is null");
    requireNonNull(firstRunId, "firstRunId is null");
    requireNonNull(namespace, "namespace is null");
    requireNonNull(job, "job is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(due, "due is null");
    requireNonNull(trigger, "trigger is null");
    requireNonNull(target, "target is null");
    requireNonNull(definition, "definition is null");
    requireNonNull(openedAt, "openedAt is null");
  }
}
