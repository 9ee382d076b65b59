package dev.reveille.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How one dialect writes what all of them mean. */
interface Shape {
  Question read(JsonNode body);

  ObjectNode whole(Reply reply);

  List<ServerEvent> stream(Reply reply, Question question);

  ObjectNode error(int status, String message);

  static Shape of(Dialect dialect) {
    return switch (dialect) {
      case RESPONSES -> new ResponsesShape();
      case MESSAGES, COUNT_TOKENS -> new MessagesShape();
      default -> new ChatShape();
    };
  }
}
