package dev.reveille.gateway.pin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request in one pass without building a tree of a body that may be large. Names are
 * compared without regard to case where taking two for one is the safe side: some providers do.
 */
final class RequestReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectReader TREE =
      new ObjectMapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** OpenRouter's and LiteLLM's ways to ask for another model when the first does not answer. */
  private static final Set<String> INVITING =
      Set.of(
          "models",
          "fallback",
          "fallbacks",
          "fallback_models",
          "default_fallbacks",
          "context_window_fallbacks",
          "content_policy_fallbacks",
          "route",
          "provider.allow_fallbacks",
          "provider.fallbacks",
          "provider.models");

  private final JsonParser parser;
  private final Dialect dialect;
  private final Map<String, String> lockedRoots = new HashMap<>();
  private final Map<String, List<JsonNode>> locked = new HashMap<>();
  private final List<ToolResult> results = new ArrayList<>();
  private @Nullable String model;
  private AskedRequest.@Nullable Place modelAt;
  private int models;
  private int tools;
  private @Nullable String inviting;

  private RequestReader(JsonParser parser, Dialect dialect, Set<String> lockedRoots) {
    this.parser = parser;
    this.dialect = dialect;
    lockedRoots.forEach(root -> this.lockedRoots.put(root.toLowerCase(Locale.ROOT), root));
  }

  /**
   * @param lockedRoots names at the root whose values are wanted
   * @throws Unreadable when it is not one JSON object and nothing else
   */
  static AskedRequest read(InputStream body, Dialect dialect, Set<String> lockedRoots)
      throws Unreadable {
    try (JsonParser parser = JSON.createParser(utf8(body))) {
      RequestReader reader = new RequestReader(parser, dialect, lockedRoots);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Unreadable();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        reader.field(parser.currentName());
      }
      if (parser.nextToken() != null) {
        throw new Unreadable();
      }
      return reader.asked();
    } catch (IOException e) {
      throw new Unreadable();
    }
  }

  /** The parser would take UTF-16 as well, which a provider may read as something else. */
  private static InputStream utf8(InputStream body) throws IOException, Unreadable {
    PushbackInputStream stream = new PushbackInputStream(body, 4);
    byte[] first = stream.readNBytes(4);
    for (byte b : first) {
      if (b == 0) {
        throw new Unreadable();
      }
    }
    if (first.length == 0 || first[0] < 0) {
      throw new Unreadable();
    }
    stream.unread(first);
    return stream;
  }

  private AskedRequest asked() {
    return new AskedRequest(model, models > 1, modelAt, tools, locked, inviting, results);
  }

  private void field(String name) throws IOException {
    String folded = name.toLowerCase(Locale.ROOT);
    JsonToken value = parser.nextToken();
    if (folded.equals("model")) {
      models++;
      model(name, value);
    } else if (lockedRoots.containsKey(folded)) {
      JsonNode given = TREE.readTree(parser);
      String root = lockedRoots.get(folded);
      // In another case it is not the parameter, and may be taken for it.
      locked
          .computeIfAbsent(root, any -> new ArrayList<>())
          .add(name.equals(root) ? given : MissingNode.getInstance());
      tools = name.equals("tools") ? given.size() : tools;
    } else if (INVITING.contains(folded)) {
      invites(name, value);
    } else if (folded.equals("provider") && value == JsonToken.START_OBJECT) {
      provider();
    } else if (name.equals("tools") && value == JsonToken.START_ARRAY) {
      tools = items(parser::skipChildren);
    } else if (name.equals("messages") && value == JsonToken.START_ARRAY) {
      items(this::message);
    } else if (name.equals("input")
        && value == JsonToken.START_ARRAY
        && dialect == Dialect.RESPONSES) {
      items(this::inputItem);
    } else {
      parser.skipChildren();
    }
  }

  private void model(String name, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING && name.equals("model")) {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      model = parser.getText();
      modelAt = new AskedRequest.Place(start, (int) parser.currentLocation().getByteOffset());
    } else {
      parser.skipChildren();
    }
  }

  /** An empty list or a null invites nobody. */
  private void invites(String name, JsonToken value) throws IOException {
    boolean empty = value == JsonToken.VALUE_NULL;
    if (value == JsonToken.START_ARRAY) {
      empty = items(parser::skipChildren) == 0;
    } else if (value == JsonToken.START_OBJECT) {
      empty = parser.nextToken() == JsonToken.END_OBJECT;
      while (parser.currentToken() == JsonToken.FIELD_NAME) {
        parser.nextToken();
        parser.skipChildren();
        parser.nextToken();
      }
    }
    if (!empty && inviting == null) {
      inviting = name;
    }
  }

  private void provider() throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String path = "provider." + parser.currentName();
      JsonToken value = parser.nextToken();
      if (INVITING.contains(path.toLowerCase(Locale.ROOT)) && value != JsonToken.VALUE_FALSE) {
        invites(path, value);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Chat: {@code role: tool}; messages: blocks of the kind {@code tool_result}. */
  private void message() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    String role = null;
    String id = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("role")) {
        role = text(value);
      } else if (name.equals("tool_call_id")) {
        id = text(value);
      } else if (name.equals("content")
          && value == JsonToken.START_ARRAY
          && dialect == Dialect.MESSAGES) {
        items(this::block);
      } else {
        parser.skipChildren();
      }
    }
    if (dialect == Dialect.CHAT && "tool".equals(role)) {
      result(id, false);
    }
  }

  private void block() throws IOException {
    Item item = Item.read(parser);
    if ("tool_result".equals(item.type())) {
      result(item.toolUseId(), item.isError());
    }
  }

  private void inputItem() throws IOException {
    Item item = Item.read(parser);
    if (item.type() != null && item.type().endsWith("_call_output")) {
      result(item.callId() == null ? item.id() : item.callId(), false);
    }
  }

  private void result(@Nullable String id, boolean failed) {
    if (id != null && results.size() < Item.MOST) {
      results.add(new ToolResult(id, failed));
    }
  }

  private @Nullable String text(JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }

  /** Leaves the parser at the array's end; each item must be left at its own. */
  private int items(Each each) throws IOException {
    int count = 0;
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY && next != null;
        next = parser.nextToken()) {
      each.read();
      count++;
    }
    return count;
  }

  private interface Each {
    void read() throws IOException;
  }
}
