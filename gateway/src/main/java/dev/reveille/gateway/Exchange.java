package dev.reveille.gateway;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.pin.AnswerProof;
import dev.reveille.gateway.pin.AskedRequest;
import dev.reveille.gateway.pin.NotProven;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of an agent that makes a model work, from the whole request to the end of the answer:
 * held against the pin, sent, its answer held back until it is proven. It ends once, in one of
 * three ways: whole, refused before anything went out, or cut.
 */
final class Exchange implements PacedCall.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final String SUBSTITUTE_HEADER = "x-reveille-substitute";

  private final GatewayParts parts;
  private final Access access;
  private final Call call;
  private final AgentSide agent;
  private final Body body;
  private final Evidence evidence;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicReference<@Nullable Refusal> cut = new AtomicReference<>();
  private final Choices choices;
  private volatile @Nullable AskedRequest asked;
  private volatile @Nullable PacedCall outgoing;
  private volatile boolean answerBegan;
  private volatile CompletableFuture<Void> begun = CompletableFuture.completedFuture(null);

  /** What is asked of whom; the target is where the query and the path lead at that provider. */
  record Call(
      Endpoint endpoint, Provider provider, Route route, @Nullable String query, URI target) {}

  Exchange(GatewayParts parts, Access access, Call call, AgentSide agent, Body body) {
    this.parts = parts;
    this.access = access;
    this.call = call;
    this.agent = agent;
    this.body = body;
    this.choices = new Choices(access, call, agent);
    this.evidence =
        new Evidence(access, call.provider().name(), call.route().path(), parts.clock().instant());
  }

  /** Checks, marks and records the call, then sends it. May block on the run log. */
  void start() {
    if (!access.begin(this)) {
      body.release();
      agent.answer(Refusal.unknownToken(), call.provider().api());
      return;
    }
    orEnd(
        () -> {
          Asking.No no = Asking.judge(parts, access, call, agent, body, this::asks);
          if (no != null) {
            end(no.why(), no.judgement());
          } else {
            agent.watch(() -> cut(CutReason.AGENT_GONE));
            send();
          }
        });
  }

  /** Should a step fail in a way that nobody thought of, the call ends all the same. */
  private void orEnd(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("Call {} of {} failed: {}", evidence.seq(), access, Faults.place(e));
      end(Refusal.internal(), CallJudgement.FAILED);
    }
  }

  /** The attempt is over. */
  void revoked() {
    cut(CutReason.REVOKED);
  }

  private void asks(AskedRequest request) {
    asked = request;
    evidence.asked(request);
  }

  /**
   * Sends to the chosen model; again for another, as long as nothing was passed on to the agent.
   */
  private void send() {
    Choice choice = choices.now();
    String variable = choice.provider().keyEnv();
    String key = variable == null ? null : parts.keys().apply(variable);
    Refusal obstacle = choices.obstacle(key);
    if (obstacle != null) {
      if (!choice.substitute()) {
        end(obstacle, CallJudgement.REFUSED);
      } else if (choices.next()) {
        send();
      } else {
        end(obstacle, CallJudgement.FAILED);
      }
      return;
    }
    ProviderCall.Letter letter = choices.letter(key, body, asked, evidence::sent);
    PacedCall next = new PacedCall(parts, access, letter, choices.pacing(), this);
    answerBegan = false;
    outgoing = next;
    Refusal already = cut.get();
    if (already != null) {
      end(already, CallJudgement.CUT);
      return;
    }
    if (!choice.substitute()) {
      // Only the effect mark must be there first; a call's beginning is not waited for.
      ModelCall pending = evidence.pending();
      begun = CompletableFuture.runAsync(() -> parts.record(pending), parts.recording());
    }
    next.send();
  }

  @Override
  public void sending(PacedCall from) {
    evidence.sent();
  }

  @Override
  public void answering(PacedCall from, Response response, Content.Source content) {
    if (from == outgoing) {
      orEnd(() -> passOn(from, response, content));
    }
  }

  private void passOn(PacedCall from, Response response, Content.Source content) {
    ModelPin.Trouble trouble = Troubles.of(response.getStatus());
    if (trouble != null && tryNext(trouble)) {
      from.drop(content, "another model is tried");
      return;
    }
    answerBegan = true;
    evidence.answering(parts.clock().instant());
    AnswerHead head = AnswerHead.of(response, call.endpoint());
    Refusal oddity = head.oddity(from.provider());
    if (oddity != null) {
      cut.compareAndSet(null, oddity);
      from.drop(content, oddity.code());
      // An answer that has come whole by now is dropped without a word of it.
      broken(from, new IOException(oddity.code()));
      return;
    }
    new AnswerPump(content, agent, opened(head), this::whole, cause -> broken(from, cause))
        .iterate();
  }

  /** Begins the agent's answer; what holds back the rest of it until it is proven. */
  private Gate opened(AnswerHead head) {
    Choice choice = choices.now();
    agent.head(head.status(), head.headers());
    if (choice.substitute()) {
      agent.header(SUBSTITUTE_HEADER, choice.model().toString());
    }
    Gate gate =
        head.proves()
            ? Proving.gate(parts, access, call.endpoint(), choice, head.headers(), evidence)
            : Gate.OPEN;
    if (head.zipped()) {
      agent.unzipped();
      gate = new UnzippingGate(gate);
    }
    return gate;
  }

  /** The agent's side has taken the whole answer. */
  private void whole() {
    orEnd(() -> end(null, Judging.whole(call.endpoint(), agent.status(), evidence.proof())));
  }

  /** Whether another model is tried because the last one was in that trouble. */
  private boolean tryNext(ModelPin.Trouble trouble) {
    if (cut.get() != null || !choices.next(trouble)) {
      return false;
    }
    PacedCall last = outgoing;
    outgoing = null;
    if (last != null) {
      last.over(0);
    }
    agent.later(parts.recording(), () -> orEnd(this::send));
    return true;
  }

  private void cut(CutReason reason) {
    if (cut.compareAndSet(null, reason.refusal())) {
      PacedCall current = outgoing;
      if (current != null) {
        current.abort(new IOException(reason.refusal().code()));
      }
    }
  }

  @Override
  public void broken(PacedCall from, Throwable cause) {
    if (from == outgoing) {
      orEnd(() -> breakOff(from, cause));
    }
  }

  private void breakOff(PacedCall from, Throwable cause) {
    if (cut.get() == null && !answerBegan && tryNext(ModelPin.Trouble.UNAVAILABLE)) {
      from.abort(cause);
      return;
    }
    Refusal why = cut.get();
    CallJudgement judgement;
    if (why != null && cause instanceof PacedCall.HeldUp) {
      why = new Refusal(why.status(), why.code(), String.valueOf(cause.getMessage()));
      judgement = CallJudgement.OVERLOADED;
    } else if (why == null && cause instanceof NotProven shut) {
      why = Refusal.of(shut.violation(), call.provider().api());
      judgement = shut.violation().judgement();
    } else {
      why = why == null ? Blame.of(agent, from.provider(), cause, parts.options()) : why;
      judgement = Judging.broken(why, evidence);
    }
    from.abort(cause);
    end(why, judgement);
  }

  @Override
  public void heldBack(PacedCall from, Refusal why, CallJudgement judgement) {
    if (from == outgoing) {
      orEnd(
          () -> {
            if (judgement != CallJudgement.OVERLOADED || !tryNext(Troubles.of(why))) {
              end(why, judgement);
            }
          });
    }
  }

  private void end(@Nullable Refusal why, CallJudgement judgement) {
    if (ended.compareAndSet(false, true)) {
      agent.unwatch();
      agent.later(parts.recording(), () -> closeOrLetGo(why, judgement));
    }
  }

  /** Who waits for the end of all calls shall not wait for one that cannot be ended. */
  private void closeOrLetGo(@Nullable Refusal why, CallJudgement judgement) {
    try {
      close(why, judgement);
    } catch (RuntimeException | Error e) {
      access.ended(this);
      throw e;
    }
  }

  /**
   * Completes the answer and then records the end; {@link Gateway#revoke} waits for that, so that
   * no evidence of an attempt comes after its end.
   */
  private void close(@Nullable Refusal why, CallJudgement judgement) {
    PacedCall last = outgoing;
    if (last != null) {
      last.over(evidence.tokens());
    }
    body.release();
    AnswerProof proof = evidence.proof();
    if (proof != null) {
      proof.release();
    }
    Refusal instead = agent.isCommitted() ? null : why;
    int status = instead == null ? agent.status() : instead.status();
    String error = Judging.error(why, judgement, proof);
    ModelCall whole = evidence.ended(judgement, status, parts.clock().instant(), error);
    if (why == null) {
      agent.complete();
    } else if (instead != null) {
      agent.answer(instead, call.provider().api());
    } else {
      agent.breakOff(new IOException(why.code()));
    }
    begun.thenRun(
        () -> {
          // Who sees that the call is over also sees which tools it asked for.
          access.tools().record(evidence.seq(), parts);
          parts.record(whole);
          access.ended(this);
        });
  }
}
