package dev.reveille.cli.init;

/** The files that {@code init} writes. */
final class Texts {
  private Texts() {}

  static String settings(String owner, Found found) {
    return """
        # What the jobs in jobs/ share. All fields: docs/job-files.md
        owner: %s
        providers:
        %s%s%sdefaults: {agent: %s, model: %s}
        """
        .formatted(
            owner,
            provider(
                found.openAiKey(),
                "openai:    {api: openai, baseUrl: https://api.openai.com/v1, keyEnv: OPENAI_API_KEY}"),
            provider(
                found.anthropicKey(),
                "anthropic: {api: anthropic, baseUrl: https://api.anthropic.com, keyEnv:"
                    + " ANTHROPIC_API_KEY}"),
            provider(!found.anyKey(), "drill:     {kind: drill}")
                .replace("\n", "   # scripted: no real model is asked\n"),
            found.agent(),
            found.model());
  }

  /** What cannot be used here yet stands there commented out. */
  private static String provider(boolean there, String line) {
    return (there ? "  " : "  # ") + line + "\n";
  }

  static String firstJob() {
    return """
        # One agent turn each hour. Started at once: `reveille start first-turn --wait`
        name: first turn
        sessionTarget: isolated
        schedule: {kind: cron, expr: "0 * * * *", tz: %s}
        payload:
          kind: agentTurn
          message: Say in one sentence what you could do here each hour.
        # Words are all that is asked for: else a turn that uses none of its tools is red.
        expect: {tools: {atLeast: 0}}
        """
        .formatted(java.time.ZoneId.systemDefault().getId());
  }
}
