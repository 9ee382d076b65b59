package dev.reveille.drill;

import static java.util.Objects.requireNonNull;

import dev.reveille.drill.ProviderScript.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One good answer, before a dialect gives it its shape.
 *
 * @param number the request's, which makes every id in the answer its own
 * @param model null to name none
 * @param call the tool asked for, in place of the text
 */
record Reply(
    int number, @Nullable String model, String text, @Nullable ToolCall call, Tokens tokens) {
  private static final int CHUNK = 24;

  Reply {
    requireNonNull(text, "text is null");
    requireNonNull(tokens, "tokens is null");
  }

  String id(String prefix) {
    return prefix + number;
  }

  Reply by(@Nullable String author) {
    return new Reply(number, author, text, call, tokens);
  }

  /** The text in the pieces a stream carries it in. */
  List<String> pieces() {
    return pieces(text);
  }

  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + CHUNK);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to++;
      }
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
