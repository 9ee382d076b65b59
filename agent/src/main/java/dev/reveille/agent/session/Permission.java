package dev.reveille.agent.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.tools.Tool;
import dev.reveille.agent.work.Cancellation;
import dev.reveille.agent.work.Cancelled;
import java.util.concurrent.ExecutionException;

/** Asks the client whether a tool may be used. */
record Permission(Client client, Session session, Cancellation cancellation) {

  static Permission of(Client client, Session session, Cancellation cancellation) {
    return new Permission(client, session, cancellation);
  }

  /**
   * Waits for the answer without limit.
   *
   * @throws Cancelled also when the client answers so: it then ends the turn
   */
  boolean ask(String id, Tool tool, JsonNode arguments) throws Cancelled {
    ObjectNode request = Json.object().put("sessionId", session.id());
    ObjectNode call =
        Updates.call(id, tool.name(), tool.spec().kind(), tool.title(arguments), arguments);
    call.remove("sessionUpdate");
    request.set("toolCall", call);
    ArrayNode options = request.putArray("options");
    option(options, "allow-once", "Allow", "allow_once");
    option(options, "allow-always", "Allow " + tool.name() + " in this session", "allow_always");
    option(options, "reject-once", "Reject", "reject_once");
    try {
      JsonNode outcome = cancellation.await(client.ask(request));
      if (!outcome.path("outcome").asText().equals("selected")) {
        throw new Cancelled();
      }
      String chosen = outcome.path("optionId").asText();
      if (chosen.equals("allow-always")) {
        session.allowAlways(tool);
      }
      return chosen.startsWith("allow-");
    } catch (ExecutionException refused) {
      return false;
    }
  }

  private static void option(ArrayNode options, String id, String name, String kind) {
    options.addObject().put("optionId", id).put("name", name).put("kind", kind);
  }
}
