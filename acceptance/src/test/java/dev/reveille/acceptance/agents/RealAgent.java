package dev.reveille.acceptance.agents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;

/** An agent from npm, and what is its own. */
enum RealAgent {
  CODEX(
      "openai",
      "",
      "CODEX_HOME",
      "auth.json",
      """
      {"OPENAI_API_KEY": null, "last_refresh": "2099-01-01T00:00:00Z",
       "tokens": {"id_token": "%1$s", "access_token": "%1$s", "refresh_token": "r", "account_id": "a"}}
      """),
  // Claude asks before it runs a shell command; the others have it from their settings.
  CLAUDE(
      "anthropic",
      "permissions: allow\n",
      "CLAUDE_CONFIG_DIR",
      ".credentials.json",
      """
      {"claudeAiOauth": {"accessToken": "%1$s", "refreshToken": "r", "expiresAt": 4102444800000,
       "scopes": ["user:inference", "user:profile"], "subscriptionType": "max"}}
      """),
  OPENCODE(
      "openai",
      "",
      "XDG_DATA_HOME",
      "opencode/auth.json",
      """
      {"openai": {"type": "api", "key": "%1$s"}}
      """);

  static final String SIDE_MODEL = "side-model";

  private static final String OPENCODE_CONFIG =
      """
      {"model": "reveille/{model}", "small_model": "reveille/side-model", "autoupdate": false,
       "share": "disabled", "provider": {"reveille": {"npm": "@ai-sdk/openai-compatible",
       "name": "reveille", "options": {"baseURL": "{gateway}/v1", "apiKey": "{token}"},
       "models": {"pinned-model": {"name": "p"}, "side-model": {"name": "s"}}}}}"""
          .replace("\n", " ");

  private final String dialect;
  private final String jobFields;
  private final String loginVariable;
  private final String loginFile;
  private final String loginForm;

  RealAgent(
      String dialect, String jobFields, String loginVariable, String loginFile, String loginForm) {
    this.dialect = dialect;
    this.jobFields = jobFields;
    this.loginVariable = loginVariable;
    this.loginFile = loginFile;
    this.loginForm = loginForm;
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
    return word() + "-" + scenario.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What makes it ask {@link #SIDE_MODEL} for titles during a turn; empty for Codex, which asks for
   * one only after the turn, when it is gone already.
   */
  String sideCalls() {
    return switch (this) {
      case CODEX -> "";
      case CLAUDE -> "env: {ANTHROPIC_DEFAULT_HAIKU_MODEL: " + SIDE_MODEL + "}\n";
      case OPENCODE -> "env: {OPENCODE_CONFIG_CONTENT: '" + OPENCODE_CONFIG + "'}\n";
    };
  }

  /** Names the folder of its login to a worker. */
  String loginVariable() {
    return loginVariable;
  }

  /** Writes the file that its own login command would write. */
  void logIn(Path folder) throws IOException {
    Path file = folder.resolve(loginFile);
    Files.createDirectories(file.getParent());
    Files.writeString(file, loginForm.formatted(login()));
  }

  /** The secret of its login: for Codex a token whose expiry and plan it reads. */
  String login() {
    String claims =
        "{\"exp\": 4102444800, \"email\": \"%s@drill\", \"https://api.openai.com/auth\":"
            + " {\"chatgpt_plan_type\": \"plus\", \"chatgpt_account_id\": \"a\"}}";
    return base64("{\"alg\": \"none\"}") + "." + base64(claims.formatted(word())) + ".c2ln";
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
