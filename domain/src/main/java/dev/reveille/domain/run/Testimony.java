package dev.reveille.domain.run;

import org.jspecify.annotations.Nullable;

/**
 * What an agent itself reports of its model work. A claim: it is held against what the gateway saw,
 * and proves nothing where both agree. Absent facts are null.
 *
 * @param status in the agent's own word, such as {@code ok}
 * @param provider the name under which the agent knows the provider
 * @param model the model that the agent believes it worked with
 * @param answered the model that the agent read in the provider's answer
 * @param rerouted whether the agent noticed that another model answered than it had asked for
 * @param turns round trips to the provider
 */
public record Testimony(
    @Nullable String status,
    @Nullable String provider,
    @Nullable String model,
    @Nullable String answered,
    @Nullable Boolean rerouted,
    @Nullable Integer turns,
    @Nullable Integer toolCalls,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens) {}
