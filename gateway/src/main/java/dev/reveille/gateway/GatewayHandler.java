package dev.reveille.gateway;

import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.settings.Provider;
import java.net.URI;
import java.time.Instant;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The door: lets a request in when its token, provider and path are known, and refuses others. */
final class GatewayHandler extends Handler.Abstract {

  private final GatewayParts parts;
  private final AccessBook book;

  GatewayHandler(GatewayParts parts, AccessBook book) {
    super(InvocationType.NON_BLOCKING);
    this.parts = parts;
    this.book = book;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    AgentSide agent = new AgentSide(request, response, callback);
    Route route = Route.of(request.getHttpURI().getPath());
    if (route == null) {
      agent.answer(Refusal.noSuchPath(), dialect(request, null));
      return true;
    }
    Access access = book.find(route.token());
    if (access == null) {
      noTurn(agent, route);
      return true;
    }
    Provider provider = access.provider(route.provider());
    if (provider == null) {
      refuse(agent, access, null, route, Refusal.unknownProvider(access.providerNames()));
      return true;
    }
    Endpoint endpoint = Endpoint.of(request.getMethod(), route.tail());
    if (endpoint == null) {
      refuse(agent, access, provider, route, Refusal.unknownCall());
      return true;
    }
    String query = request.getHttpURI().getQuery();
    URI target = route.target(provider, query);
    if (target == null) {
      refuse(agent, access, provider, route, Refusal.badQuery());
    } else if (endpoint == Endpoint.MODELS) {
      list(agent, access, provider, route);
    } else {
      takeIn(agent, access, new Exchange.Call(endpoint, provider, route, query, target));
    }
    return true;
  }

  /** What an agent does behind the back of its runs is written down with the last of them. */
  private void noTurn(AgentSide agent, Route route) {
    Door door = book.door(route.token());
    Access last = door == null ? null : door.lastToRecord();
    if (last == null) {
      Refusal refusal = door == null ? Refusal.unknownToken() : Refusal.betweenTurns();
      agent.answer(refusal, dialect(agent.request(), null));
    } else {
      refuse(agent, last, last.provider(route.provider()), route, Refusal.betweenTurns());
    }
  }

  private void takeIn(AgentSide agent, Access access, Exchange.Call call) {
    int limit = parts.options().maxRequestBytes();
    BodyReader.read(agent.request(), limit, parts.bodyBudget())
        .whenComplete(
            (body, failure) -> {
              if (failure instanceof BodyReader.Refused refused) {
                refuse(agent, access, call.provider(), call.route(), refused.refusal());
              } else if (failure != null) {
                agent.breakOff(failure);
              } else {
                agent.later(
                    parts.recording(),
                    () -> new Exchange(parts, access, call, agent, body).start());
              }
            });
  }

  private void list(AgentSide agent, Access access, Provider provider, Route route) {
    byte[] models = ModelList.answer(access.grant().pin(), provider, route.tail());
    Refusal missing = models == null ? Refusal.unknownModel(access.grant().pin().model()) : null;
    agent.later(
        parts.recording(),
        () -> {
          int status = missing == null ? 200 : missing.status();
          record(access, provider.name(), route, CallJudgement.NO_WORK, status, null);
          if (models != null) {
            agent.answer(models);
          } else if (missing != null) {
            agent.answer(missing, provider.api());
          }
        });
  }

  private void refuse(
      AgentSide agent, Access access, @Nullable Provider provider, Route route, Refusal refusal) {
    String name = provider == null ? route.provider() : provider.name();
    agent.later(
        parts.recording(),
        () -> {
          record(access, name, route, CallJudgement.REFUSED, refusal.status(), refusal.message());
          agent.answer(refusal, dialect(agent.request(), provider));
        });
  }

  private void record(
      Access access,
      String provider,
      Route route,
      CallJudgement judgement,
      int status,
      @Nullable String error) {
    Instant now = parts.clock().instant();
    parts.record(
        new Evidence(access, provider, route.path(), now).ended(judgement, status, now, error));
  }

  /** Without a provider only the request itself can tell which shape of error is understood. */
  private static Provider.Api dialect(Request request, @Nullable Provider provider) {
    if (provider != null) {
      return provider.api();
    }
    String path = request.getHttpURI().getPath();
    boolean anthropic =
        request.getHeaders().contains("anthropic-version")
            || (path != null && path.contains("/messages"));
    return anthropic ? Provider.Api.ANTHROPIC : Provider.Api.OPENAI;
  }
}
