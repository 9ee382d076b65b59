package dev.reveille.workflows;

import dev.reveille.domain.run.ModelProof;
import org.jspecify.annotations.Nullable;

/** What a run's model calls come to, for the workflow's own result; each call is in the run log. */
public record ModelWork(
    boolean verified,
    int calls,
    int refused,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens) {
  public static ModelWork of(ModelProof proof) {
    return new ModelWork(
        proof.verified(),
        proof.tally().calls(),
        proof.tally().refused(),
        proof.tally().inputTokens(),
        proof.tally().outputTokens());
  }
}
