package dev.reveille.cli.init;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a machine has for agents.
 *
 * @param openAiKey whether a key of OpenAI stands in the environment
 * @param anthropicKey likewise
 * @param node whether Node is on the PATH
 */
record Found(boolean openAiKey, boolean anthropicKey, boolean node) {
  static Found in(Map<String, String> environment) {
    return new Found(
        !environment.getOrDefault("OPENAI_API_KEY", "").isBlank(),
        !environment.getOrDefault("ANTHROPIC_API_KEY", "").isBlank(),
        onPath("node", environment));
  }

  private static boolean onPath(String program, Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(":")) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /** Codex runs on Node and speaks OpenAI's dialect; the built-in agent needs a key alone. */
  String agent() {
    if (openAiKey) {
      return node ? "codex" : "builtin";
    }
    return anthropicKey ? "builtin" : "drill";
  }

  String model() {
    if (openAiKey) {
      return "openai/gpt-5.4-nano";
    }
    return anthropicKey ? "anthropic/claude-haiku-4-5" : "drill/drill-model";
  }

  /** Whether a real model can be asked. */
  boolean anyKey() {
    return openAiKey || anthropicKey;
  }

  /** What was chosen, and why. */
  String reason() {
    if (!anyKey()) {
      return "neither OPENAI_API_KEY nor ANTHROPIC_API_KEY is set: the first job's agent is the"
          + " scripted `drill`, which asks no real model";
    }
    String key = openAiKey ? "OPENAI_API_KEY" : "ANTHROPIC_API_KEY";
    if (agent().equals("builtin")) {
      return key
          + " is set: the first job's agent is `builtin`, which comes with Reveille and needs"
          + " nothing else";
    }
    return key
        + " is set and Node is there: the first job's agent is codex, to be installed by `reveille"
        + " agents install codex` (or write `agent: builtin`, which needs no installing)";
  }
}
