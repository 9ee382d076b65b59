package dev.reveille.gateway.pin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one answer. A later word replaces an earlier one, since streams report running
 * totals. Anthropic counts cached input beside the rest, OpenAI within it: here it is always
 * within.
 */
final class Usage {
  private @Nullable Long input;
  private @Nullable Long cacheRead;
  private @Nullable Long cacheWritten;
  private @Nullable Long output;

  /** Reads the object at which the parser stands. */
  void read(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
        parser.skipChildren();
        continue;
      }
      switch (name) {
        case "input_tokens", "prompt_tokens" -> input = number(parser);
        case "cache_read_input_tokens" -> cacheRead = number(parser);
        case "cache_creation_input_tokens" -> cacheWritten = number(parser);
        case "output_tokens", "completion_tokens" -> output = number(parser);
        default -> {}
      }
    }
  }

  @Nullable Long input() {
    if (input == null && cacheRead == null && cacheWritten == null) {
      return null;
    }
    return or0(input) + or0(cacheRead) + or0(cacheWritten);
  }

  @Nullable Long output() {
    return output;
  }

  /** An amount that nobody can have used is none. */
  private static @Nullable Long number(JsonParser parser) throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return null;
    }
    long number = parser.getLongValue();
    return number < 0 || number > 1_000_000_000_000L ? null : number;
  }

  private static long or0(@Nullable Long number) {
    return number == null ? 0 : number;
  }
}
