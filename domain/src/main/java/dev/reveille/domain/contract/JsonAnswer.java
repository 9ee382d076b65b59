package dev.reveille.domain.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.reveille.domain.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that an answer is or holds: the whole answer, or else the last block in it that is
 * fenced as {@code json}.
 *
 * @param json null where there is none
 * @param problem why there is none, as a clause
 */
record JsonAnswer(@Nullable JsonNode json, String problem) {
  private static final Pattern FENCE =
      Pattern.compile("^[ \\t]*```(\\w*)[ \\t]*\\r?$", Pattern.MULTILINE);
  private static final ObjectReader READER =
      Json.mapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  static JsonAnswer in(String answer) {
    String text = answer.strip();
    if (text.isEmpty()) {
      return new JsonAnswer(null, "the output is empty (expected: JSON)");
    }
    String block = lastBlock(text);
    try {
      JsonNode json = READER.readTree(block == null ? text : block);
      return json.isMissingNode()
          ? new JsonAnswer(null, "the last ```json block of the output is empty")
          : new JsonAnswer(json, "");
    } catch (JsonProcessingException | StackOverflowError e) {
      return new JsonAnswer(
          null,
          block == null
              ? "the output is not JSON and holds no ```json block"
              : "the last ```json block of the output is not JSON" + place(e));
    }
  }

  private static String place(Throwable problem) {
    return problem instanceof JsonProcessingException syntax && syntax.getLocation() != null
        ? " (line " + syntax.getLocation().getLineNr() + " of it)"
        : "";
  }

  /** A block that is never closed goes to the end. */
  private static @Nullable String lastBlock(String text) {
    String last = null;
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      boolean json = fence.group(1).equalsIgnoreCase("json");
      int from = fence.end();
      int to = fence.find() ? fence.start() : text.length();
      if (json) {
        last = text.substring(from, to);
      }
    }
    return last;
  }
}
