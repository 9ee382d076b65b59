package dev.reveille.gateway.pin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the documents or events of one answer say of it: {@code model}, {@code id} and {@code usage}
 * at the root or within {@code response} (responses) or {@code message} (messages), how it stopped,
 * and the tools it asks for. Written by one thread at a time, read by any.
 */
public final class AnswerParts {
  private static final JsonFactory JSON = new JsonFactory();

  /** The states of a responses answer that are none of its ends. */
  private static final Set<String> UNDER_WAY = Set.of("in_progress", "queued");

  private final Dialect dialect;
  private final Usage usage = new Usage();
  private final Map<String, String> tools = new LinkedHashMap<>();
  private final Map<Integer, String> callsByPlace = new LinkedHashMap<>();
  private Consumer<String> named = model -> {};
  private @Nullable String id;
  private @Nullable String fingerprint;
  private @Nullable String stopReason;
  private boolean error;
  private boolean newTools;

  public AnswerParts(Dialect dialect) {
    this.dialect = dialect;
  }

  public synchronized @Nullable String id() {
    return id;
  }

  public synchronized @Nullable String fingerprint() {
    return fingerprint;
  }

  /** In the provider's own word. */
  public synchronized @Nullable String stopReason() {
    return stopReason;
  }

  /** With what was read from or written to a cache. */
  public synchronized @Nullable Long inputTokens() {
    return usage.input();
  }

  public synchronized @Nullable Long outputTokens() {
    return usage.output();
  }

  /** Whether the answer told its end, so that only what is of no weight may still come. */
  public synchronized boolean isFinished() {
    return stopReason != null && !UNDER_WAY.contains(stopReason);
  }

  /** The tools asked for so far, by call id; the name is empty where none was given. */
  public synchronized Map<String, String> tools() {
    return new LinkedHashMap<>(tools);
  }

  /** Whether {@link #tools} has grown since this was asked last. */
  public synchronized boolean tellsOfNewTools() {
    boolean told = newTools;
    newTools = false;
    return told;
  }

  /** Whether the provider said in its answer that it failed. */
  synchronized boolean isError() {
    return error;
  }

  /**
   * Reads one JSON document.
   *
   * @param named told of each model that the document names as its author
   * @return false when it is not exactly one JSON object; what came before the fault is read
   */
  synchronized boolean read(byte[] bytes, int start, int length, Consumer<String> named) {
    this.named = named;
    try (JsonParser parser = JSON.createParser(bytes, start, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      object(parser, true);
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private void object(JsonParser parser, boolean root) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        text(parser, name, root);
      } else if (value == JsonToken.START_ARRAY) {
        array(parser, name);
      } else if (value == JsonToken.START_OBJECT) {
        child(parser, name, root);
      }
    }
  }

  private void text(JsonParser parser, String name, boolean root) throws IOException {
    switch (name) {
      case "model" -> named.accept(parser.getText());
      case "id" -> id = kept(parser, id);
      case "system_fingerprint" -> fingerprint = kept(parser, fingerprint);
      case "stop_reason" -> stopReason = kept(parser, stopReason);
      case "status" ->
          stopReason = dialect == Dialect.RESPONSES ? kept(parser, stopReason) : stopReason;
      case "type" -> error |= root && parser.getText().equals("error");
      case "error" -> error |= parser.getTextLength() > 0;
      default -> {}
    }
  }

  private void child(JsonParser parser, String name, boolean root) throws IOException {
    switch (name) {
      case "usage" -> usage.read(parser);
      case "error" -> {
        error = true;
        parser.skipChildren();
      }
      case "response", "message", "delta" -> {
        if (root) {
          object(parser, false);
        } else {
          parser.skipChildren();
        }
      }
      case "item", "content_block" -> item(parser);
      default -> parser.skipChildren();
    }
  }

  private void array(JsonParser parser, String name) throws IOException {
    if (name.equals("choices")) {
      for (int at = 0; parser.nextToken() == JsonToken.START_OBJECT; at++) {
        choice(parser, at);
      }
    } else if ((name.equals("output") && dialect == Dialect.RESPONSES)
        || (name.equals("content") && dialect == Dialect.MESSAGES)) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        item(parser);
      }
    } else {
      parser.skipChildren();
      return;
    }
    while (parser.currentToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      parser.skipChildren();
      parser.nextToken();
    }
  }

  /** Of a chat: what it stopped for, and tool calls, in a stream in pieces told by their place. */
  private void choice(JsonParser parser, int at) throws IOException {
    int choice = at;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("finish_reason") && value == JsonToken.VALUE_STRING) {
        stopReason = kept(parser, stopReason);
      } else if (name.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
        choice = parser.getValueAsInt();
      } else if ((name.equals("message") || name.equals("delta"))
          && value == JsonToken.START_OBJECT) {
        words(parser, choice);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void words(JsonParser parser, int choice) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean calls = parser.currentName().equals("tool_calls");
      if (parser.nextToken() == JsonToken.START_ARRAY && calls) {
        int at = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
          CallPiece piece = CallPiece.read(parser, at++);
          int place = choice * Item.MOST + piece.index();
          if (piece.id() != null && callsByPlace.size() < Item.MOST) {
            callsByPlace.put(place, piece.id());
          }
          asked(callsByPlace.get(place), piece.name());
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private void item(JsonParser parser) throws IOException {
    Item item = Item.read(parser);
    String type = item.type() == null ? "" : item.type();
    if (dialect == Dialect.RESPONSES && type.endsWith("_call") && item.callId() != null) {
      asked(item.callId(), item.name() == null ? type.replace("_call", "") : item.name());
    } else if (dialect == Dialect.MESSAGES && type.equals("tool_use")) {
      asked(item.id(), item.name());
    }
  }

  private void asked(@Nullable String call, @Nullable String name) {
    if (call != null && (tools.containsKey(call) || tools.size() < Item.MOST)) {
      newTools = true;
      tools.merge(call, name == null ? "" : name, (old, now) -> old.isEmpty() ? now : old);
    }
  }

  private static @Nullable String kept(JsonParser parser, @Nullable String before)
      throws IOException {
    String text = Item.text(parser, parser.currentToken());
    return text == null ? before : text;
  }
}
