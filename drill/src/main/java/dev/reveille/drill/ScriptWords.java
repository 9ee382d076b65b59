package dev.reveille.drill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.flags.Flag;
import dev.reveille.drill.flags.FlagValues;
import dev.reveille.drill.flags.UsageException;
import dev.reveille.drill.flags.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of a provider's script: as a flag {@code --over-status 429}, in JSON {@code
 * "overStatus": 429}.
 */
final class ScriptWords {
  private static final Map<String, Word> WORDS = new LinkedHashMap<>();

  static {
    word(
        "model",
        "WHICH",
        "model answered: echo (default), absent, +SUFFIX or a fixed name",
        (s, v) -> s.model(AnsweredModel.parse(v)));
    word(
        "honest-calls",
        "N",
        "echo the asked model on the first N calls",
        (s, v) -> s.honestCalls(number("honest-calls", v, 0)));
    word("text", "TEXT", "the text answered", ProviderScript::text);
    word(
        "tool",
        "COMMAND",
        "ask for the offered shell tool with this command first",
        ScriptWords::toolCommand);
    word(
        "tool-name",
        "NAME",
        "ask for this tool instead of picking the shell",
        ScriptWords::toolName);
    word(
        "tool-rounds",
        "N",
        "ask until the conversation holds N tool results (1)",
        ScriptWords::toolRounds);
    word("usage", "IN/OUT", "tokens reported (estimated from the lengths)", ScriptWords::usage);
    word(
        "honest-events",
        "N",
        "echo the asked model in the first N events of each stream",
        (s, v) -> s.honestEvents(number("honest-events", v, 0)));
    word(
        "gzip",
        "",
        "compress good answers, asked for or not",
        (s, v) -> v.equals("false") ? s : s.gzip());
    word(
        "whole",
        "",
        "answer with one document, also where a stream was asked for",
        (s, v) -> v.equals("false") ? s : s.whole());
    word("content-type", "TYPE", "claim this type for good answers", (s, v) -> s.contentType(v));
    word(
        "latency",
        "TIME",
        "wait before each answer",
        (s, v) -> s.latency(Words.duration("latency", v)));
    word(
        "chunk-delay",
        "TIME",
        "wait before each event of a stream",
        (s, v) -> s.chunkDelay(Words.duration("chunk-delay", v)));
    word("hang", "", "accept calls and never answer", (s, v) -> v.equals("false") ? s : s.hang());
    word(
        "cut-after",
        "BYTES",
        "break the connection after so much of the body",
        (s, v) -> s.cutAfter(number("cut-after", v, 0)));
    word(
        "status",
        "CODE",
        "refuse every call with this status",
        (s, v) -> s.status(status("status", v)));
    word(
        "fail-first",
        "N",
        "refuse the first N calls",
        (s, v) -> s.failFirst(number("fail-first", v, 0), s.refusals().failStatus()));
    word(
        "fail-status",
        "CODE",
        "with this status (503)",
        (s, v) -> s.failFirst(s.refusals().failFirst(), status("fail-status", v)));
    word(
        "capacity",
        "N",
        "calls in hand at once; refuse those above it",
        (s, v) -> s.capacity(number("capacity", v, 1), s.refusals().overStatus()));
    word(
        "over-status",
        "CODE",
        "with this status (503)",
        (s, v) -> s.capacity(s.refusals().capacity(), status("over-status", v)));
    word(
        "retry-after",
        "SECONDS",
        "name this in Retry-After of 429 and 503",
        (s, v) -> s.retryAfter(number("retry-after", v, 0)));
    word(
        "require-key",
        "KEY",
        "401 without this bearer token or x-api-key",
        ProviderScript::requireKey);
    word("models", "A,B", "what GET /v1/models lists", (s, v) -> s.models(List.of(v.split(","))));
  }

  private ScriptWords() {}

  static List<Flag> flags() {
    return WORDS.values().stream().map(Word::flag).toList();
  }

  static ProviderScript read(FlagValues values, ProviderScript start) {
    ProviderScript script = start;
    for (Word word : WORDS.values()) {
      String value = values.text(word.flag.name()).orElse(null);
      if (value != null) {
        script = word.effect.apply(script, value);
      }
    }
    return script;
  }

  static ProviderScript read(JsonNode json) {
    if (!json.isObject()) {
      throw new UsageException("a script is a JSON object, found: " + json.getNodeType());
    }
    Map<String, String> written = new LinkedHashMap<>();
    json.properties().forEach(field -> flatten(field.getKey(), field.getValue(), written));
    ProviderScript script = ProviderScript.pleasant();
    for (Word word : WORDS.values()) {
      String value = written.remove(camel(word.flag.name()));
      if (value != null) {
        script = word.effect.apply(script, value);
      }
    }
    if (!written.isEmpty()) {
      throw new UsageException(
          String.join(", ", written.keySet())
              + " is no word of a script; known are: "
              + String.join(", ", WORDS.keySet().stream().map(ScriptWords::camel).toList()));
    }
    return script;
  }

  private static void flatten(String key, JsonNode value, Map<String, String> into) {
    if (value.isObject() && key.equals("tool")) {
      value
          .properties()
          .forEach(field -> into.put(toolKey(field.getKey()), field.getValue().asText()));
    } else if (value.isArray()) {
      into.put(key, String.join(",", value.valueStream().map(JsonNode::asText).toList()));
    } else {
      into.put(key, value.asText());
    }
  }

  private static String toolKey(String field) {
    return field.equals("command")
        ? "tool"
        : "tool" + field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("-")) {
      camel.append(
          camel.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return camel.toString();
  }

  private static ProviderScript toolCommand(ProviderScript script, String command) {
    return script.tool(command);
  }

  private static ProviderScript toolName(ProviderScript script, String name) {
    ToolAsk tool = tool(script, "tool-name");
    return script.tool(new ToolAsk(name, tool.command(), tool.rounds()));
  }

  private static ProviderScript toolRounds(ProviderScript script, String rounds) {
    ToolAsk tool = tool(script, "tool-rounds");
    return script.tool(new ToolAsk(tool.name(), tool.command(), number("tool-rounds", rounds, 1)));
  }

  private static ToolAsk tool(ProviderScript script, String word) {
    ToolAsk tool = script.answer().tool();
    if (tool == null) {
      throw new UsageException(
          word + " needs a tool to ask for; name its command with tool as well");
    }
    return tool;
  }

  private static ProviderScript usage(ProviderScript script, String value) {
    String[] parts = value.split("/", -1);
    if (parts.length != 2) {
      throw new UsageException("usage: " + value + " (expected: IN/OUT, such as 11/7)");
    }
    return script.tokens(number("usage", parts[0], 0), number("usage", parts[1], 0));
  }

  private static int number(String what, String value, int atLeast) {
    return Words.number(what, value, atLeast);
  }

  private static int status(String what, String value) {
    int status = number(what, value, 200);
    if (status > 599) {
      throw new UsageException(what + ": " + value + " (expected: an HTTP status from 200 to 599)");
    }
    return status;
  }

  private static void word(String name, String hint, String help, Effect effect) {
    Flag flag = hint.isEmpty() ? Flag.toggle(name, help) : Flag.value(name, hint, help);
    WORDS.put(name, new Word(flag, effect));
  }

  private record Word(Flag flag, Effect effect) {}

  private interface Effect {
    ProviderScript apply(ProviderScript script, String value);
  }
}
