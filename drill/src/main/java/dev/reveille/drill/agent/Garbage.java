package dev.reveille.drill.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.flags.UsageException;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Things an agent writes to standard output that no client should stumble over. */
enum Garbage {
  /** A line that is no JSON. */
  PLAIN,
  /** A line of terminal escapes. */
  ANSI,
  /** A line that is no UTF-8. */
  INVALID,
  /** An empty line. */
  EMPTY,
  /** A line of 8 MiB that is no JSON. */
  HUGE,
  /** A good message whose text has 4 MiB. */
  LARGE,
  /** A good message in Chinese. */
  CHINESE,
  /** The same, flushed in the middle of a letter. */
  SPLIT;

  static final String WORDS =
      Arrays.stream(values())
          .map(kind -> kind.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining("|"));
  private static final String CHINESE_TEXT = "今天没有新数据。";

  static Garbage parse(String word) {
    for (Garbage kind : values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
        return kind;
      }
    }
    throw new UsageException(word + " is no garbage; there are: " + WORDS.replace("|", ", "));
  }

  void write(Wire wire, String session) throws IOException {
    switch (this) {
      case PLAIN -> wire.raw(bytes("Loading plugins (3 of 7) ... done\n"));
      case ANSI ->
          wire.raw(
              bytes("\u001b[2J\u001b[1;31mWARN\u001b[0m update available\u001b]0;title\u0007\n"));
      case INVALID -> wire.raw(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xc3, '(', '\n'});
      case EMPTY -> wire.raw(bytes("\n"));
      case HUGE -> wire.raw(bytes("x".repeat(8 << 20) + "\n"));
      case LARGE -> wire.raw(message(session, "y".repeat(4 << 20)));
      case CHINESE -> wire.raw(message(session, CHINESE_TEXT));
      case SPLIT -> split(wire, message(session, CHINESE_TEXT));
    }
  }

  private static void split(Wire wire, byte[] line) throws IOException {
    int letter = 0;
    while (line[letter] >= 0) {
      letter++;
    }
    wire.raw(Arrays.copyOf(line, letter + 1));
    wire.raw(Arrays.copyOfRange(line, letter + 1, line.length));
  }

  private static byte[] message(String session, String text) {
    ObjectNode update = Updates.text(text);
    ObjectNode params = Json.object().put("sessionId", session).set("update", update);
    ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", "session/update");
    return bytes(Json.write(message.set("params", params)) + "\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
