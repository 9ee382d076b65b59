package dev.reveille.drill.agent;

import dev.reveille.drill.flags.FlagValues;
import dev.reveille.drill.flags.UsageException;
import dev.reveille.drill.flags.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a turn does, in the order: garbage, actions, tools, flood, model or words. */
final class TurnScript {
  private static final String TEXT =
      """
      ## Plan

      No model was asked: this text is the drill agent's own. It tidies the desk, counts what is on it, puts the oldest \
      sheets on top and sharpens the pencils, so that whoever comes in the morning can start with the work itself.
      """;
  private static final Set<String> STOP_REASONS =
      Set.of("end_turn", "max_tokens", "max_turn_requests", "refusal", "cancelled");

  private final List<Action> actions = new ArrayList<>();
  private final List<String> tools;
  private final boolean named;
  private final boolean permission;
  private final int floodMegabytes;
  private final boolean swallows;
  private final boolean asksModel;
  private final boolean offersTool;
  private final int calls;
  private final String askModel;
  private final String sideCall;
  private final boolean refusalAsText;
  private final String text;
  private final String stopReason;
  private final boolean reportsUsage;
  private final Optional<Usage> usage;

  TurnScript(FlagValues values) {
    values.all("do").forEach(word -> actions.add(Action.parse(word)));
    permission = values.has("permission");
    List<String> told = values.all("tool");
    tools = permission && told.isEmpty() ? List.of("echo permitted") : told;
    named = !values.has("no-tool-name");
    floodMegabytes = values.number("flood", 1).orElse(0);
    swallows = values.has("swallow");
    asksModel = !values.has("no-model");
    offersTool = values.has("offer-tool");
    calls = values.number("calls", 1).orElse(1);
    askModel = values.text("ask-model").orElse("");
    sideCall = values.text("side-call").orElse("");
    refusalAsText =
        oneOf("refusal", values.text("refusal").orElse("error"), Set.of("error", "text"))
            .equals("text");
    text = values.text("say").orElse(TEXT);
    stopReason = oneOf("stop-reason", values.text("stop-reason").orElse("end_turn"), STOP_REASONS);
    reportsUsage = !values.has("no-usage");
    usage = values.text("usage").map(Usage::parse);
  }

  List<Action> actions() {
    return actions;
  }

  List<String> tools() {
    return tools;
  }

  String toolName() {
    return named ? ModelClient.TOOL : "";
  }

  boolean permission() {
    return permission;
  }

  int floodMegabytes() {
    return floodMegabytes;
  }

  /** Whether prompts are taken and lost. */
  boolean swallows() {
    return swallows;
  }

  boolean asksModel() {
    return asksModel;
  }

  boolean offersTool() {
    return offersTool;
  }

  int calls() {
    return calls;
  }

  /** The model to ask for when {@code chosen} was agreed on. */
  String modelInsteadOf(String chosen) {
    return askModel.isEmpty() ? chosen : askModel;
  }

  /** Empty for no side call. */
  String sideCall() {
    return sideCall;
  }

  boolean refusalAsText() {
    return refusalAsText;
  }

  String text() {
    return text;
  }

  String stopReason() {
    return stopReason;
  }

  /** Empty when no tokens are to be reported. */
  Optional<Usage> usage(Usage counted) {
    return reportsUsage ? Optional.of(usage.orElse(counted)) : Optional.empty();
  }

  private static String oneOf(String flag, String value, Set<String> known) {
    if (!known.contains(value)) {
      throw new UsageException(
          flag + ": " + value + " (expected one of: " + String.join(", ", known) + ")");
    }
    return value;
  }

  /** Tokens of a turn. */
  record Usage(int input, int output) {
    static Usage parse(String value) {
      String[] parts = value.split("/", -1);
      if (parts.length != 2) {
        throw new UsageException("usage: " + value + " (expected: IN/OUT, such as 11/7)");
      }
      return new Usage(Words.number("usage", parts[0], 0), Words.number("usage", parts[1], 0));
    }
  }

  /** One {@code --do}: its kind and what stands behind the colon. */
  record Action(Kind kind, String what) {
    enum Kind {
      SH,
      READ,
      WRITE,
      PROMPT
    }

    static Action parse(String word) {
      if (word.equals("prompt")) {
        return new Action(Kind.PROMPT, "");
      }
      for (Kind kind : List.of(Kind.SH, Kind.READ, Kind.WRITE)) {
        String start = kind.name().toLowerCase(Locale.ROOT) + ":";
        if (word.startsWith(start)) {
          return new Action(kind, word.substring(start.length()));
        }
      }
      throw new UsageException(
          "do: " + word + " (expected: sh:COMMAND, read:FILE, write:FILE=TEXT or prompt)");
    }
  }
}
