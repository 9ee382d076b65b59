package dev.reveille.gateway;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.pin.AskedRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The models that one call may be sent to, the pinned one first, and which of them has its turn.
 * The turn is moved by one thread at a time.
 */
final class Choices {
  private final Access access;
  private final Exchange.Call call;
  private final AgentSide agent;
  private final List<Choice> all;
  private volatile int turn;

  Choices(Access access, Exchange.Call call, AgentSide agent) {
    this.access = access;
    this.call = call;
    this.agent = agent;
    this.all = Choice.of(access.grant(), call);
  }

  Choice now() {
    return all.get(turn);
  }

  /** Whether there is another to go on to; it has its turn then. */
  boolean next() {
    if (turn + 1 >= all.size()) {
      return false;
    }
    turn++;
    return true;
  }

  /** As {@link #next}, where the pin says to try another after such a trouble. */
  boolean next(ModelPin.Trouble trouble) {
    return access.grant().pin().on().contains(trouble) && next();
  }

  /** Why the one whose turn it is cannot be called; null for nothing. */
  @Nullable Refusal obstacle(@Nullable String key) {
    Provider provider = now().provider();
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

  ProviderCall.Letter letter(
      @Nullable String key, Body body, @Nullable AskedRequest asked, Runnable again) {
    return new ProviderCall.Letter(
        now().provider(),
        now().target(),
        agent.request().getMethod(),
        agent.request().getHeaders(),
        key,
        now().body(body, asked),
        again);
  }

  /** Null for a call that makes no model work. */
  PacedCall.@Nullable Pacing pacing() {
    if (!call.endpoint().asksModel()) {
      return null;
    }
    boolean another = turn + 1 < all.size();
    Set<ModelPin.Trouble> on = access.grant().pin().on();
    return new PacedCall.Pacing(
        now().model().model(), refusal -> another && on.contains(Troubles.of(refusal)));
  }
}
