package dev.reveille.gateway;

import dev.reveille.domain.run.CallJudgement;
import dev.reveille.gateway.pin.AskedRequest;
import dev.reveille.gateway.pin.PinRules;
import dev.reveille.gateway.pin.Unreadable;
import dev.reveille.gateway.pin.Violation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an agent asks for, held against the pin. */
final class Asking {
  /** Why a call is not sent, and what it is recorded as. */
  record No(Refusal why, CallJudgement judgement) {}

  private Asking() {}

  /** Null where the request keeps to the pin. Tells of it, and of tool calls that came back. */
  static @Nullable No judge(
      GatewayParts parts,
      Access access,
      Exchange.Call call,
      AgentSide agent,
      Body body,
      Consumer<AskedRequest> read) {
    PinRules rules = new PinRules(access.grant().pin());
    try {
      AskedRequest request = rules.read(body.stream(), call.endpoint().dialect());
      read.accept(request);
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
      return violation == null
          ? null
          : new No(Refusal.of(violation, call.provider().api()), violation.judgement());
    } catch (Unreadable e) {
      return new No(Refusal.unreadable(), CallJudgement.REFUSED);
    }
  }
}
