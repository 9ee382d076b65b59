package dev.reveille.activities.acp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.job.Permissions;
import java.util.List;
import java.util.Optional;

/** Chooses among the options of a {@code session/request_permission}. */
final class PermissionAnswer {

  static final String CANCELLED = "cancelled";

  private static final List<String> ALLOWING = List.of("allow_once", "allow_always");
  private static final List<String> REJECTING = List.of("reject_once", "reject_always");

  private PermissionAnswer() {}

  /** The option's id; {@code cancelled} for policy fail, or where no option fits the policy. */
  static String choose(Permissions policy, JsonNode params) {
    return switch (policy) {
      case ALLOW -> option(params, ALLOWING).orElse(CANCELLED);
      case DENY -> option(params, REJECTING).orElse(CANCELLED);
      case FAIL -> CANCELLED;
    };
  }

  static ObjectNode result(String answer) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    ObjectNode outcome = result.putObject("outcome");
    if (answer.equals(CANCELLED)) {
      outcome.put("outcome", CANCELLED);
    } else {
      outcome.put("outcome", "selected").put("optionId", answer);
    }
    return result;
  }

  private static Optional<String> option(JsonNode params, List<String> kinds) {
    for (String kind : kinds) {
      for (JsonNode option : params.path("options")) {
        if (kind.equals(option.path("kind").asText())) {
          return Optional.of(option.path("optionId").asText());
        }
      }
    }
    return Optional.empty();
  }
}
