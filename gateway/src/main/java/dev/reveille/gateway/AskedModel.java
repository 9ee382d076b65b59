package dev.reveille.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the model a request names, without building a tree of a body that may be large. */
final class AskedModel {
  private static final JsonFactory JSON = new JsonFactory();

  private AskedModel() {}

  /**
   * Null when the body is no JSON object or names no model; the last one where it names several.
   */
  static @Nullable String of(InputStream body) {
    String model = null;
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean named = parser.currentName().equals("model");
        if (parser.nextToken() == JsonToken.VALUE_STRING && named) {
          model = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
      return model;
    } catch (IOException e) {
      return null;
    }
  }
}
