package dev.reveille.gateway;

import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.settings.Provider;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of an agent that is passed on, from the whole request to the end of the answer. It
 * ends once, in one of three ways: whole, refused before anything went out, or cut.
 */
final class Exchange implements ProviderCall.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final GatewayParts parts;
  private final Access access;
  private final Call call;
  private final AgentSide agent;
  private final Body body;
  private final int seq;
  private final Instant startedAt;
  private final @Nullable String asked;
  private final AnswerFields fields = new AnswerFields();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicReference<@Nullable Refusal> cut = new AtomicReference<>();
  private volatile @Nullable AnswerReader reader;
  private volatile @Nullable ProviderCall outgoing;

  /** What is asked of whom. */
  record Call(Endpoint endpoint, Provider provider, Route route, URI target) {}

  Exchange(GatewayParts parts, Access access, Call call, AgentSide agent, Body body) {
    this.parts = parts;
    this.access = access;
    this.call = call;
    this.agent = agent;
    this.body = body;
    this.seq = access.nextSeq();
    this.startedAt = parts.clock().instant();
    this.asked = body.size() == 0 ? null : AskedModel.of(body.stream());
  }

  /** Checks, marks and records the call, then sends it. May block on the run log. */
  void start() {
    if (!access.begin(this)) {
      body.release();
      agent.answer(Refusal.unknownToken(), call.provider().api());
      return;
    }
    try {
      String key = key();
      Refusal obstacle = obstacle(key);
      if (obstacle != null) {
        ended.set(true);
        close(obstacle, true);
        return;
      }
      parts.record(call(0, false, null, null));
      agent.watch(() -> cut(CutReason.AGENT_GONE));
      send(key);
    } catch (RuntimeException e) {
      LOG.warn("Call {} of {} could not be sent: {}", seq, access, e.getClass().getName());
      end(Refusal.internal());
    }
  }

  /** The attempt is over. */
  void revoked() {
    cut(CutReason.REVOKED);
  }

  private @Nullable String key() {
    String variable = call.provider().keyEnv();
    return variable == null ? null : parts.keys().apply(variable);
  }

  private @Nullable Refusal obstacle(@Nullable String key) {
    Provider provider = call.provider();
    if (provider.keyFrom() != null) {
      return Refusal.agentLogin(provider);
    }
    if (provider.keyEnv() != null && (key == null || key.isBlank())) {
      return Refusal.noKey(provider);
    }
    if (call.endpoint().asksModel()) {
      try {
        access.markEffect(parts.recorder(), parts.clock().instant());
      } catch (RuntimeException e) {
        LOG.warn("The effect of {} could not be recorded; its call is refused", access, e);
        return Refusal.notRecorded();
      }
    }
    return null;
  }

  /** May be called again for another call, as long as nothing was passed on to the agent. */
  private void send(@Nullable String key) {
    ProviderCall.Letter letter =
        new ProviderCall.Letter(
            call.provider(),
            call.target(),
            agent.request().getMethod(),
            agent.request().getHeaders(),
            key,
            body.pieces());
    ProviderCall next =
        new ProviderCall(parts.client().join(), letter, parts.options().idleTimeout(), this);
    outgoing = next;
    Refusal already = cut.get();
    if (already != null) {
      end(already);
      return;
    }
    next.send();
  }

  @Override
  public void answering(ProviderCall from, Response response, Content.Source content) {
    if (from != outgoing) {
      return;
    }
    int status = response.getStatus();
    if (status >= 300 && status < 400 && status != 304) {
      Refusal redirected = Refusal.redirected(call.provider(), status);
      cut.compareAndSet(null, redirected);
      from.drop(content, redirected.code());
      return;
    }
    AnswerReader along = AnswerReader.of(response.getHeaders(), fields);
    reader = along;
    agent.head(status, response.getHeaders());
    new AnswerPump(content, agent, along, () -> end(null), cause -> broken(from, cause)).iterate();
  }

  private void cut(CutReason reason) {
    if (cut.compareAndSet(null, reason.refusal())) {
      ProviderCall current = outgoing;
      if (current != null) {
        current.abort(new IOException(reason.refusal().code()));
      }
    }
  }

  @Override
  public void broken(ProviderCall from, Throwable cause) {
    if (from != outgoing) {
      return;
    }
    Refusal why = cut.get();
    if (why == null) {
      why = blame(cause);
    }
    from.abort(cause);
    end(why);
  }

  private Refusal blame(Throwable cause) {
    Throwable agentFailure = agent.writeFailure();
    if (agentFailure != null && !(agentFailure instanceof TimeoutException)) {
      return CutReason.AGENT_GONE.refusal();
    }
    return agent.isWriting()
        ? CutReason.AGENT_STALLED.refusal()
        : ProviderFailure.of(call.provider(), cause, parts.options().idleTimeout());
  }

  private void end(@Nullable Refusal why) {
    if (ended.compareAndSet(false, true)) {
      agent.unwatch();
      parts.recording().execute(() -> close(why, false));
    }
  }

  /**
   * Records the end, and only then completes the answer. The agent may have seen all its bytes by
   * then, so {@link Gateway#revoke} waits for this.
   */
  private void close(@Nullable Refusal why, boolean refused) {
    body.release();
    AnswerReader along = reader;
    if (along != null) {
      along.end();
    }
    Refusal instead = agent.isCommitted() ? null : why;
    int status = instead == null ? agent.status() : instead.status();
    String error = why == null ? null : why.message();
    parts.record(call(status, refused, parts.clock().instant(), error));
    access.ended(this);
    if (why == null) {
      agent.complete();
    } else if (instead != null) {
      agent.answer(instead, call.provider().api());
    } else {
      agent.breakOff(new IOException(why.code()));
    }
  }

  private ModelCall call(
      int status, boolean refused, @Nullable Instant endedAt, @Nullable String error) {
    return new ModelCall(
        access.key(),
        access.attempt(),
        seq,
        call.provider().name(),
        call.route().path(),
        asked,
        0,
        refused ? CallJudgement.REFUSED : CallJudgement.PENDING,
        status,
        refused ? 0 : 1,
        ModelCall.Answer.of(fields.model(), fields.inputTokens(), fields.outputTokens()),
        startedAt,
        endedAt,
        error);
  }

  /** Why a call is ended that the provider would have gone on with. */
  private enum CutReason {
    AGENT_GONE(new Refusal(499, "agent_gone", "The agent closed the connection.")),
    AGENT_STALLED(new Refusal(499, "agent_stalled", "The agent took none of the answer any more.")),
    REVOKED(
        new Refusal(401, "attempt_over", "The run attempt ended while this call was under way."));

    private final Refusal refusal;

    CutReason(Refusal refusal) {
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }
}
