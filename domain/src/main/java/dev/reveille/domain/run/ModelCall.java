package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request of an agent to a provider, as the gateway saw it.
 *
 * @param seq order within the attempt, from 1
 * @param asked model named in the request; null when it names none
 * @param tools how many tools the request offers the model
 * @param status HTTP status sent to the agent; 0 while under way
 * @param sent how often it went out to a provider; 0 while it waits and when it is refused
 */
public record ModelCall(
    RunKey key,
    int attempt,
    int seq,
    String provider,
    String path,
    @Nullable String asked,
    int tools,
    CallJudgement judgement,
    int status,
    int sent,
    Answer answer,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String error) {
  private static final int AGENT_LEFT = 499;
  private static final int REVOKED = 401;

  public ModelCall {
    requireNonNull(key, "key is null");
    requireNonNull(provider, "provider is null");
    requireNonNull(path, "path is null");
    requireNonNull(judgement, "judgement is null");
    requireNonNull(answer, "answer is null");
    requireNonNull(startedAt, "startedAt is null");
  }

  /**
   * What the answer says of itself; each part is null until the answer has named it.
   *
   * @param model the answered model; the offending one where several were named
   * @param id the provider's id of the response
   * @param fingerprint the provider's word for the machine that answered
   * @param stopReason in the provider's own word, such as {@code stop} or {@code tool_use}
   * @param firstByteAt when the provider's answer began
   */
  public record Answer(
      @Nullable String model,
      @Nullable String id,
      @Nullable String fingerprint,
      @Nullable String stopReason,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      @Nullable Instant firstByteAt) {
    public static final Answer NONE = new Answer(null, null, null, null, null, null, null);

    public static Answer of(
        @Nullable String model, @Nullable Long inputTokens, @Nullable Long outputTokens) {
      return new Answer(model, null, null, null, inputTokens, outputTokens, null);
    }
  }

  /** Whether the gateway itself refused the request. */
  public boolean refused() {
    return judgement.refused();
  }

  /** Whether its agent left, or was ended, while the provider had not taken it yet. */
  public boolean leftWaiting() {
    return judgement == CallJudgement.OVERLOADED && (status == AGENT_LEFT || status == REVOKED);
  }

  /** Model named in the answer; null until part of an answer named one. */
  public @Nullable String answered() {
    return answer.model();
  }
}
