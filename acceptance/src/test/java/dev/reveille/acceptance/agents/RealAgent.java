package dev.reveille.acceptance.agents;

import java.util.Locale;

/** An agent from npm, and what is its own. */
enum RealAgent {
  CODEX("@agentclientprotocol/codex-acp", "2.6.0", "openai", ""),
  // Claude asks before it runs a shell command; the others have it from their settings.
  CLAUDE("@agentclientprotocol/claude-agent-acp", "0.100.0", "anthropic", "permissions: allow\n"),
  OPENCODE("opencode-ai", "1.18.33", "openai", "");

  private final String npmPackage;
  private final String version;
  private final String dialect;
  private final String jobFields;

  RealAgent(String npmPackage, String version, String dialect, String jobFields) {
    this.npmPackage = npmPackage;
    this.version = version;
    this.dialect = dialect;
    this.jobFields = jobFields;
  }

  void install() throws Exception {
    InstalledAgents.install(word(), npmPackage, version);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String dialect() {
    return dialect;
  }

  String jobFields() {
    return jobFields;
  }

  String job(Scenario scenario) {
    return word() + "-" + scenario.name().toLowerCase(Locale.ROOT);
  }
}
