package dev.reveille.gateway.pin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One entry of a chat's {@code tool_calls}, whole or a piece of a stream. */
record CallPiece(int index, @Nullable String id, @Nullable String name) {
  static CallPiece read(JsonParser parser, int position) throws IOException {
    int index = position;
    String id = null;
    String name = null;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
          index = parser.getValueAsInt();
        } else if (field.equals("id")) {
          id = Item.text(parser, value);
        } else if (field.equals("function") || field.equals("custom")) {
          name = Item.read(parser).name();
        } else {
          parser.skipChildren();
        }
      }
    } else {
      parser.skipChildren();
    }
    return new CallPiece(index, id, name);
  }
}
