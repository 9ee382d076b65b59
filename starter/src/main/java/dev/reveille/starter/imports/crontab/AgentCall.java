package dev.reveille.starter.imports.crontab;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command that asks an agent something: {@code claude -p …}, {@code codex exec …} and the like.
 *
 * @param agent the profile that takes such turns here
 * @param message what is asked
 * @param model as {@code provider/model}; null where the command names none
 */
record AgentCall(String agent, String message, @Nullable String model) {
  /** Options that are followed by a value, over all of them; those unknown are taken for flags. */
  private static final Set<String> VALUED =
      Set.of(
          "--model",
          "-m",
          "--output-format",
          "--input-format",
          "--allowedTools",
          "--allowed-tools",
          "--disallowedTools",
          "--permission-mode",
          "--max-turns",
          "--sandbox",
          "-s",
          "--cd",
          "-C",
          "--profile",
          "-c",
          "--config",
          "--timeout",
          "--cwd",
          "--fallback",
          "--agent",
          "--thinking",
          "--session-id",
          "--add-dir",
          "--append-system-prompt",
          "--system-prompt",
          "--mcp-config",
          "--color",
          "-o",
          "--format",
          "--to",
          "--channel");

  private static final Map<String, String> HOUSE = Map.of("claude", "anthropic", "codex", "openai");

  /** The agent's call in words that a shell made; empty where it is none. */
  static Optional<AgentCall> of(List<String> words) {
    String program = words.get(0).replaceFirst("^.*/", "");
    String second = words.size() > 1 ? words.get(1) : "";
    boolean claude =
        program.equals("claude") && (words.contains("-p") || words.contains("--print"));
    boolean codex = program.equals("codex") && (second.equals("exec") || second.equals("e"));
    boolean openclaw = program.equals("openclaw") && second.equals("agent");
    boolean opencode = program.equals("opencode") && second.equals("run");
    if (!(claude || codex || openclaw || opencode)) {
      return Optional.empty();
    }
    int from = claude ? 1 : 2;
    if (openclaw && words.size() > 2 && words.get(2).equals("exec")) {
      from = 3;
    }
    String message = null;
    String model = null;
    for (int i = from; i < words.size(); i++) {
      String word = words.get(i);
      String value = i + 1 < words.size() ? words.get(i + 1) : "";
      if (word.equals("--message") || (word.equals("-m") && openclaw)) {
        message = value;
        i++;
      } else if (VALUED.contains(word)) {
        model = word.equals("--model") || word.equals("-m") ? value : model;
        i++;
      } else if (word.startsWith("--model=")) {
        model = word.substring("--model=".length());
      } else if (!word.startsWith("-") && message == null) {
        message = word;
      }
    }
    if (message == null || message.isBlank()) {
      return Optional.empty();
    }
    String house = HOUSE.get(program);
    String full =
        model == null || model.contains("/") || house == null ? model : house + "/" + model;
    return Optional.of(new AgentCall(program, message, full));
  }
}
