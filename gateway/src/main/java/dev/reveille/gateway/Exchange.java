package dev.reveille.gateway;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.pin.AnswerProof;
import dev.reveille.gateway.pin.AskedRequest;
import dev.reveille.gateway.pin.NotProven;
import dev.reveille.gateway.pin.PinRules;
import dev.reveille.gateway.pin.Unreadable;
import dev.reveille.gateway.pin.Violation;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
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
  private volatile List<Choice> choices = List.of();
  private volatile int chosen;
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
    try {
      if (judged()) {
        choices = Choice.of(access.grant(), call);
        agent.watch(() -> cut(CutReason.AGENT_GONE));
        send();
      }
    } catch (RuntimeException e) {
      LOG.warn(
          "Call {} of {} could not be sent: {}", evidence.seq(), access, e.getClass().getName());
      end(Refusal.internal(), CallJudgement.FAILED);
    }
  }

  /** The attempt is over. */
  void revoked() {
    cut(CutReason.REVOKED);
  }

  /** Whether the request keeps to the pin; it is refused otherwise. */
  private boolean judged() {
    PinRules rules = new PinRules(access.grant().pin());
    try {
      AskedRequest request = rules.read(body.stream(), call.endpoint().dialect());
      asked = request;
      evidence.asked(request);
      access.tools().returned(request.results(), parts);
      Violation violation =
          PinHeaders.inviting(agent.request().getHeaders(), rules)
              .orElseGet(
                  () ->
                      rules.check(
                          request,
                          call.provider(),
                          call.endpoint().dialect(),
                          call.endpoint().asksModel()));
      if (violation == null) {
        return true;
      }
      refuse(Refusal.of(violation, call.provider().api()), violation.judgement());
    } catch (Unreadable e) {
      refuse(Refusal.unreadable(), CallJudgement.REFUSED);
    }
    return false;
  }

  /**
   * Sends to the chosen model; again for another, as long as nothing was passed on to the agent.
   */
  private void send() {
    Choice choice = choices.get(chosen);
    String variable = choice.provider().keyEnv();
    String key = variable == null ? null : parts.keys().apply(variable);
    Refusal obstacle = obstacle(choice.provider(), key);
    if (obstacle != null) {
      if (choice.substitute() && chosen + 1 < choices.size()) {
        chosen++;
        send();
      } else if (choice.substitute()) {
        end(obstacle, CallJudgement.FAILED);
      } else {
        agent.unwatch();
        refuse(obstacle, CallJudgement.REFUSED);
      }
      return;
    }
    ProviderCall.Letter letter =
        new ProviderCall.Letter(
            choice.provider(),
            choice.target(),
            agent.request().getMethod(),
            agent.request().getHeaders(),
            key,
            choice.body(body, asked));
    PacedCall next = new PacedCall(parts, access, letter, pacing(choice), this);
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

  /** Null for a call that makes no model work. */
  private PacedCall.@Nullable Pacing pacing(Choice choice) {
    if (!call.endpoint().asksModel()) {
      return null;
    }
    boolean another = choices.indexOf(choice) + 1 < choices.size();
    Set<ModelPin.Trouble> on = access.grant().pin().on();
    return new PacedCall.Pacing(
        choice.model().model(), refusal -> another && on.contains(Troubles.of(refusal)));
  }

  @Override
  public void sending(PacedCall from) {
    evidence.sent();
  }

  private @Nullable Refusal obstacle(Provider provider, @Nullable String key) {
    if (provider.keyFrom() != null && !bringsLogin(provider)) {
      return Refusal.agentLogin(provider);
    }
    if (provider.keyEnv() != null && (key == null || key.isBlank())) {
      return Refusal.noKey(provider);
    }
    return null;
  }

  /** An agent's login is for the provider it called, and for no substitute's. */
  private boolean bringsLogin(Provider provider) {
    return provider.name().equals(call.provider().name())
        && AgentLogin.isIn(agent.request().getHeaders(), access.token());
  }

  @Override
  public void answering(PacedCall from, Response response, Content.Source content) {
    if (from != outgoing) {
      return;
    }
    int status = response.getStatus();
    ModelPin.Trouble trouble = Troubles.of(status);
    if (trouble != null && tryNext(trouble)) {
      from.drop(content, "another model is tried");
      return;
    }
    answerBegan = true;
    evidence.answering(parts.clock().instant());
    if (status >= 300 && status < 400 && status != 304) {
      giveUp(from, content, Refusal.redirected(from.provider(), status));
      return;
    }
    if (status > 599) {
      giveUp(from, content, Refusal.oddStatus(from.provider(), status));
      return;
    }
    boolean proves = status < 300 && call.endpoint().asksModel();
    AnswerEncoding encoding = AnswerEncoding.of(response.getHeaders());
    if (proves && encoding == AnswerEncoding.OTHER) {
      giveUp(from, content, Refusal.compressed(from.provider()));
      return;
    }
    Choice choice = choices.get(chosen);
    agent.head(status, response.getHeaders());
    if (choice.substitute()) {
      agent.header(SUBSTITUTE_HEADER, choice.model().toString());
    }
    Gate gate =
        proves
            ? Proving.gate(parts, access, call.endpoint(), choice, response.getHeaders(), evidence)
            : Gate.OPEN;
    if (proves && encoding == AnswerEncoding.GZIP) {
      agent.unzipped();
      gate = new UnzippingGate(gate);
    }
    new AnswerPump(content, agent, gate, this::whole, cause -> broken(from, cause)).iterate();
  }

  private void giveUp(PacedCall from, Content.Source content, Refusal why) {
    cut.compareAndSet(null, why);
    from.drop(content, why.code());
  }

  /** The agent's side has taken the whole answer. */
  private void whole() {
    end(null, Judging.whole(call.endpoint(), agent.status(), evidence.proof()));
  }

  /** Whether another model is tried because the last one was in that trouble. */
  private boolean tryNext(ModelPin.Trouble trouble) {
    if (cut.get() != null
        || !access.grant().pin().on().contains(trouble)
        || chosen + 1 >= choices.size()) {
      return false;
    }
    chosen++;
    PacedCall last = outgoing;
    outgoing = null;
    if (last != null) {
      last.over(0);
    }
    parts
        .recording()
        .execute(
            () -> {
              try {
                send();
              } catch (RuntimeException e) {
                LOG.warn("Call {} of {}: {}", evidence.seq(), access, e.getClass().getName());
                end(Refusal.internal(), CallJudgement.FAILED);
              }
            });
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
    if (from != outgoing) {
      return;
    }
    if (cut.get() == null && !answerBegan && tryNext(ModelPin.Trouble.UNAVAILABLE)) {
      from.abort(cause);
      return;
    }
    Refusal why = cut.get();
    CallJudgement judgement = Judging.broken(why, evidence);
    if (why == null && cause instanceof NotProven shut) {
      why = Refusal.of(shut.violation(), call.provider().api());
      judgement = shut.violation().judgement();
    } else if (why == null) {
      why = Blame.of(agent, from.provider(), cause, parts.options());
      judgement = Judging.broken(why, evidence);
    }
    from.abort(cause);
    end(why, judgement);
  }

  @Override
  public void heldBack(PacedCall from, Refusal why, CallJudgement judgement) {
    if (from == outgoing && !(judgement == CallJudgement.OVERLOADED && tryNext(Troubles.of(why)))) {
      end(why, judgement);
    }
  }

  private void refuse(Refusal why, CallJudgement judgement) {
    ended.set(true);
    close(why, judgement);
  }

  private void end(@Nullable Refusal why, CallJudgement judgement) {
    if (ended.compareAndSet(false, true)) {
      agent.unwatch();
      parts.recording().execute(() -> close(why, judgement));
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
