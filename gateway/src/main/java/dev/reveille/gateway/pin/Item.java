package dev.reveille.gateway.pin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The fields by which a content block or an item of a list tells that it is about a tool. */
record Item(
    @Nullable String type,
    @Nullable String id,
    @Nullable String callId,
    @Nullable String toolUseId,
    @Nullable String name,
    boolean isError) {
  /** Ids longer than this, and more of them than this, are nobody's tools. */
  static final int LONGEST = 256;

  static final int MOST = 10_000;

  /** Reads the value at which the parser stands to its end; what is no object has no fields. */
  static Item read(JsonParser parser) throws IOException {
    String type = null;
    String id = null;
    String callId = null;
    String toolUseId = null;
    String name = null;
    boolean isError = false;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (field) {
          case "type" -> type = text(parser, value);
          case "id" -> id = text(parser, value);
          case "call_id" -> callId = text(parser, value);
          case "tool_use_id" -> toolUseId = text(parser, value);
          case "name" -> name = text(parser, value);
          case "is_error" -> {
            isError = value == JsonToken.VALUE_TRUE;
            parser.skipChildren();
          }
          default -> parser.skipChildren();
        }
      }
    } else {
      parser.skipChildren();
    }
    return new Item(type, id, callId, toolUseId, name, isError);
  }

  static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      return null;
    }
    return parser.getTextLength() > LONGEST ? null : parser.getText();
  }
}
