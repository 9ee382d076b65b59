package dev.reveille.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.pace.GaveUp;
import dev.reveille.gateway.pin.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeSet;

/**
 * An answer of the gateway itself.
 *
 * @param code for programs
 * @param message for people
 */
record Refusal(int status, String code, String message) {
  static final String OVERLOADED = "provider_overloaded";
  static final String UNREACHABLE = "provider_unreachable";

  static Refusal noSuchPath() {
    return new Refusal(
        404,
        "unknown_path",
        "The gateway has nothing here; base URLs are /run/<token>/<provider>.");
  }

  static Refusal unknownToken() {
    return new Refusal(
        401,
        "unknown_token",
        "The gateway does not know this token, or its run attempt is over."
            + " Every attempt has a base URL of its own.");
  }

  static Refusal betweenTurns() {
    return new Refusal(
        401,
        "between_turns",
        "No turn of this session is under way, so nothing is passed on to a provider.");
  }

  static Refusal unknownProvider(Collection<String> allowed) {
    return new Refusal(
        404,
        "unknown_provider",
        "This run may not use that provider; it may use: "
            + String.join(", ", new TreeSet<>(allowed))
            + ".");
  }

  static Refusal unknownCall() {
    return new Refusal(
        404,
        "unknown_call",
        "The gateway passes on POST chat/completions, responses, messages and"
            + " messages/count_tokens, and GET models; nothing else.");
  }

  static Refusal unknownModel(ModelRef pinned) {
    return new Refusal(
        404, "model_not_found", "The run is pinned to " + pinned + "; it may use no such model.");
  }

  static Refusal badQuery() {
    return new Refusal(400, "bad_query", "The query of this address is not well-formed.");
  }

  static Refusal tooLarge(int limit) {
    return new Refusal(
        413, "request_too_large", "The request has more than the " + limit + " bytes allowed.");
  }

  static Refusal tooMuchAtOnce() {
    return new Refusal(
        503,
        "too_much_at_once",
        "The requests under way fill the memory set apart for them; try again shortly.");
  }

  static Refusal notRecorded() {
    return new Refusal(
        503,
        "not_recorded",
        "The run log could not be written, so nothing was sent to the provider;"
            + " the worker's log says why.");
  }

  static Refusal noKey(Provider provider) {
    return new Refusal(
        502,
        "no_provider_key",
        "The provider "
            + provider.name()
            + " has no key: set "
            + provider.keyEnv()
            + " in the environment of reveille or in .env, and start it again.");
  }

  static Refusal agentLogin(Provider provider) {
    return new Refusal(
        502,
        "no_agent_login",
        "The provider "
            + provider.name()
            + " says keyFrom: agent, but the agent sent no login of its own; log it in, or give the"
            + " provider a keyEnv.");
  }

  /** The statuses by which agents of each dialect know that it is not their request's fault. */
  static Refusal overloaded(Provider provider, GaveUp why) {
    boolean unreachable = why.sends() > 0 && why.refusal().status() == 0;
    return new Refusal(
        provider.api() == Provider.Api.ANTHROPIC ? 529 : 503,
        unreachable ? UNREACHABLE : OVERLOADED,
        unreachable
            ? why.words() + " Check providers." + provider.name() + ".baseUrl and the network."
            : why.words());
  }

  static Refusal redirected(Provider provider, int status) {
    return new Refusal(
        502,
        "provider_redirects",
        "The provider "
            + provider.name()
            + " answered "
            + status
            + ", a redirect, and the gateway"
            + " follows none; put the address it names into providers."
            + provider.name()
            + ".baseUrl.");
  }

  static Refusal unreadable() {
    return new Refusal(
        400,
        "unreadable_request",
        "The request is not exactly one JSON object in UTF-8, so it cannot be held against the"
            + " run's pin.");
  }

  static Refusal oddStatus(Provider provider, int status) {
    return new Refusal(
        502,
        "provider_odd_status",
        "The provider "
            + provider.name()
            + " answered with the status "
            + status
            + ", which ends no call; the gateway passes on 200 to 599.");
  }

  static Refusal compressed(Provider provider) {
    return new Refusal(
        502,
        "provider_compresses",
        "The provider "
            + provider.name()
            + " compresses its answer in a way that was not asked for, so its model cannot be"
            + " proven.");
  }

  /** With the status at which agents of the dialect do not try again. */
  static Refusal of(Violation violation, Provider.Api dialect) {
    int status = dialect == Provider.Api.ANTHROPIC ? 404 : 400;
    return new Refusal(
        violation.judgement() == CallJudgement.FAILED ? 502 : status,
        violation.code(),
        violation.message());
  }

  static Refusal internal() {
    return new Refusal(500, "gateway_failed", "The gateway failed; the worker's log says how.");
  }

  /** Whether asking again soon is no use; some agents heed that, and others ask all the same. */
  boolean isFinal() {
    return code.equals(OVERLOADED) || code.equals(UNREACHABLE);
  }

  /** The body in the shape that agents of this dialect understand. */
  byte[] body(Provider.Api dialect) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    if (dialect == Provider.Api.ANTHROPIC) {
      root.put("type", "error");
      root.putObject("error").put("type", anthropicType()).put("message", message);
    } else {
      root.putObject("error")
          .put("message", message)
          .put("type", status < 500 ? "invalid_request_error" : "server_error")
          .putNull("param")
          .put("code", code);
    }
    return Json.write(root).getBytes(StandardCharsets.UTF_8);
  }

  private String anthropicType() {
    return switch (status) {
      case 401 -> "authentication_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 504 -> "timeout_error";
      case 529 -> "overloaded_error";
      default -> status < 500 ? "invalid_request_error" : "api_error";
    };
  }
}
