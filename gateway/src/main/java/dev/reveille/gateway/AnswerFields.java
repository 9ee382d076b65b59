package dev.reveille.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the answers of all dialects say of themselves: {@code model} and {@code usage}, at the root
 * or within {@code response} (responses) or {@code message} (messages). Written by one thread at a
 * time, read by any.
 */
final class AnswerFields {
  private static final JsonFactory JSON = new JsonFactory();

  private volatile @Nullable String model;
  private volatile @Nullable Long inputTokens;
  private volatile @Nullable Long outputTokens;

  @Nullable String model() {
    return model;
  }

  @Nullable Long inputTokens() {
    return inputTokens;
  }

  @Nullable Long outputTokens() {
    return outputTokens;
  }

  /** Reads one JSON document; what is none is passed over. */
  void read(byte[] bytes, int length) {
    try (JsonParser parser = JSON.createParser(bytes, 0, length)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        object(parser, true);
      }
    } catch (IOException e) {
      // Agents may be sent what is no JSON, such as "[DONE]"; it holds no evidence.
      return;
    }
  }

  private void object(JsonParser parser, boolean root) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("model") && value == JsonToken.VALUE_STRING) {
        model = parser.getText();
      } else if (value != JsonToken.START_OBJECT) {
        parser.skipChildren();
      } else if (name.equals("usage")) {
        usage(parser);
      } else if (root && (name.equals("response") || name.equals("message"))) {
        object(parser, false);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void usage(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
        parser.skipChildren();
      } else if (name.equals("input_tokens") || name.equals("prompt_tokens")) {
        inputTokens = parser.getLongValue();
      } else if (name.equals("output_tokens") || name.equals("completion_tokens")) {
        outputTokens = parser.getLongValue();
      }
    }
  }
}
