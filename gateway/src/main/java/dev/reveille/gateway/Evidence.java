package dev.reveille.gateway;

import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.gateway.pin.AnswerParts;
import dev.reveille.gateway.pin.AnswerProof;
import dev.reveille.gateway.pin.AskedRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of one call so far, and its form in the run log. Thread-safe. */
final class Evidence {
  private final Access access;
  private final String provider;
  private final String path;
  private final int seq;
  private final Instant startedAt;
  private volatile @Nullable AskedRequest asked;
  private volatile @Nullable AnswerParts parts;
  private volatile @Nullable AnswerProof proof;
  private volatile @Nullable Instant firstByteAt;
  private volatile int sent;

  Evidence(Access access, String provider, String path, Instant startedAt) {
    this.access = access;
    this.provider = provider;
    this.path = path;
    this.seq = access.nextSeq();
    this.startedAt = startedAt;
  }

  int seq() {
    return seq;
  }

  void asked(AskedRequest request) {
    asked = request;
  }

  void sent() {
    synchronized (this) {
      sent++;
    }
  }

  /** Of the whole call, as far as the answer says; 0 where it does not. */
  long tokens() {
    AnswerParts said = parts;
    return said == null ? 0 : orNone(said.inputTokens()) + orNone(said.outputTokens());
  }

  private static long orNone(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }

  void answering(Instant at) {
    firstByteAt = at;
  }

  /** Whatever an answer that was given up said of itself counts no more. */
  void proving(AnswerParts parts, AnswerProof proof) {
    this.parts = parts;
    this.proof = proof;
  }

  @Nullable AnswerProof proof() {
    return proof;
  }

  @Nullable AnswerParts parts() {
    return parts;
  }

  ModelCall pending() {
    return call(CallJudgement.PENDING, 0, null, null);
  }

  ModelCall ended(CallJudgement judgement, int status, Instant at, @Nullable String error) {
    return call(judgement, status, at, error);
  }

  private ModelCall call(
      CallJudgement judgement, int status, @Nullable Instant endedAt, @Nullable String error) {
    AskedRequest request = asked;
    return new ModelCall(
        access.key(),
        access.attempt(),
        seq,
        provider,
        path,
        request == null ? null : Shown.name(request.model()),
        request == null ? 0 : request.tools(),
        judgement,
        status,
        sent,
        answer(),
        startedAt,
        endedAt,
        error);
  }

  private ModelCall.Answer answer() {
    AnswerParts said = parts;
    AnswerProof proven = proof;
    return said == null
        ? ModelCall.Answer.NONE
        : new ModelCall.Answer(
            proven == null ? null : Shown.name(proven.model()),
            Shown.name(said.id()),
            Shown.name(said.fingerprint()),
            Shown.name(said.stopReason()),
            said.inputTokens(),
            said.outputTokens(),
            firstByteAt);
  }
}
