package dev.reveille.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.Json;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from agents storable, the same in every dialect: PostgreSQL takes no NUL, UTF-8 no
 * half of a surrogate pair, and no index takes a key of any length.
 */
final class Texts {
  static final int LINE = 4_000;
  private static final int KEY = 200;
  private static final int DETAIL = 8_000;

  /** Of lists and mappings: evidence that is counted, such as files, which half of it is not. */
  private static final int COUNTED = 1 << 20;

  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  /** The text with NUL and unpaired surrogates replaced by U+FFFD; all else is kept exactly. */
  static String storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point ->
                kept.appendCodePoint(
                    point == 0 || (point >= 0xD800 && point <= 0xDFFF) ? REPLACEMENT : point));
    return kept.toString();
  }

  /** A key as it is; a longer one as its beginning and its digest, so that two stay two. */
  static String key(String text) {
    return text.length() <= KEY ? text : cut(text, KEY / 2) + " " + Json.digest(text);
  }

  /** At most so many characters, never half of a pair. */
  static String cut(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    int end = chars > 0 && Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
    return text.substring(0, end);
  }

  /** At most {@value #LINE} characters. */
  static @Nullable String line(@Nullable String text) {
    return text == null ? null : cut(text, LINE);
  }

  /** The detail as JSON; a value that is long becomes its beginning, as text. */
  static String detail(Map<String, JsonNode> detail) {
    Map<String, JsonNode> kept = new TreeMap<>();
    detail.forEach((name, value) -> kept.put(cut(name, KEY), bounded(value)));
    return Json.write(kept);
  }

  private static JsonNode bounded(JsonNode value) {
    String json = value.isTextual() ? value.textValue() : value.toString();
    return json.length() <= (value.isContainerNode() ? COUNTED : DETAIL)
        ? value
        : TextNode.valueOf(cut(json, DETAIL) + "…");
  }
}
