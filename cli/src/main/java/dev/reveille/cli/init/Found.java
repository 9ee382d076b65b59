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

  /** Codex runs on Node and speaks OpenAI's dialect. */
  String agent() {
    if (!openAiKey) {
      return "drill";
    }
    return node ? "codex" : "opencode";
  }

  String model() {
    return openAiKey ? "openai/gpt-5.4-nano" : "drill/drill-model";
  }

  /** What was chosen, and why. */
  String reason() {
    if (openAiKey) {
      return "OPENAI_API_KEY is set"
          + (node ? " and Node is there: " : ", but there is no Node: ")
          + "the first job's agent is "
          + agent()
          + ", to be installed by `reveille agents install "
          + agent()
          + "`";
    }
    return "OPENAI_API_KEY is not set: the first job's agent is the scripted `drill`, which asks"
        + " no real model";
  }
}
