package dev.reveille.activities.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.settings.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * OpenClaw in a run of its own: a state folder that nobody had before, and settings that know one
 * provider, the gateway, and one model. It takes its settings from a file alone, which a launcher
 * writes before the program begins.
 */
public final class OpenClaw {
  /** The one-shot agent's name in job files. */
  public static final String NAME = "openclaw";

  private static final String CONFIG = "REVEILLE_OPENCLAW_CONFIG";

  /** Reveille's own limits end a run; a shorter one of OpenClaw's would only hide which it was. */
  private static final String NO_LIMIT = Integer.toString(7 * 24 * 60 * 60);

  /** {@code printf} is the shell's own, so that the token shows in no process list. */
  private static final String PREPARE =
      """
      set -e
      umask 077
      export OPENCLAW_STATE_DIR="$HOME/.openclaw" OPENCLAW_CONFIG_PATH="$HOME/.openclaw/openclaw.json"
      export TMPDIR="$HOME/tmp" PATH="${1%/*}:$PATH"
      mkdir -p "$OPENCLAW_STATE_DIR" "$TMPDIR"
      printf %s "$REVEILLE_OPENCLAW_CONFIG" >"$OPENCLAW_CONFIG_PATH"
      unset REVEILLE_OPENCLAW_CONFIG
      """;

  private static final String EXEC = PREPARE + "exec \"$@\"\n";

  /**
   * The port is asked of the system, since a run that shares the host's network is not alone on it.
   */
  private static final String ACP =
      PREPARE
          + """
          port=$("$1" -e 's=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
          export OPENCLAW_GATEWAY_PORT="$port"
          "$1" "$2" gateway run </dev/null >"$TMPDIR/gateway.log" 2>&1 &
          if ! "$1" -e '
            const gateway = Number(process.argv[2]);
            const look = () => fetch(`http://127.0.0.1:${process.argv[1]}/healthz`).then(
              answer => answer.ok ? process.exit(0) : again(), again);
            const again = () => {
              try { process.kill(gateway, 0); } catch { process.exit(1); }
              setTimeout(look, 50);
            };
            look();' "$port" "$!"; then
            echo 'reveille: the gateway of OpenClaw ended before it was ready:' >&2
            tail -n 20 "$TMPDIR/gateway.log" >&2
            exit 1
          fi
          exec "$1" "$2" acp
          """;

  private OpenClaw() {}

  static List<String> exec(List<String> program, KnownAgent.Pinned pinned) {
    List<String> argv = launched(EXEC, program);
    argv.addAll(List.of("agent", "exec", "--json", "--message-file", "-"));
    argv.addAll(List.of("--model", model(pinned), "--timeout", NO_LIMIT));
    return argv;
  }

  static List<String> acp(List<String> program) {
    return launched(ACP, program);
  }

  private static List<String> launched(String script, List<String> program) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", script, NAME));
    argv.addAll(program);
    return argv;
  }

  static Map<String, String> settings(KnownAgent.Pinned pinned) {
    return Map.of(
        CONFIG,
        config(pinned).toString(),
        "OPENCLAW_NO_AUTO_UPDATE",
        "1",
        "OPENCLAW_SKIP_CHANNELS",
        "1",
        "OPENCLAW_SKIP_CRON",
        "1",
        "OPENCLAW_DISABLE_BONJOUR",
        "1",
        "NO_COLOR",
        "1");
  }

  private static ObjectNode config(KnownAgent.Pinned pinned) {
    ObjectNode config = Json.mapper().createObjectNode();
    config.putObject("update").put("checkOnStart", false);
    ObjectNode models = config.putObject("models").put("mode", "replace");
    models.putObject("catalogRefresh").put("enabled", false);
    ObjectNode provider = models.putObject("providers").putObject(KnownAgent.PROVIDER);
    boolean anthropic = pinned.api() == Provider.Api.ANTHROPIC;
    provider
        .put("baseUrl", anthropic ? pinned.gateway() : pinned.gateway() + "/v1")
        .put("apiKey", pinned.token())
        .put("api", anthropic ? "anthropic-messages" : "openai-completions");
    provider.putArray("models").addObject().put("id", pinned.model()).put("name", pinned.model());
    ObjectNode gateway = config.putObject("gateway").put("mode", "local").put("bind", "loopback");
    gateway.putObject("auth").put("mode", "token").put("token", pinned.token());
    // The run's own isolation is the sandbox.
    config.putObject("tools").putObject("exec").put("security", "full").put("ask", "off");
    ObjectNode defaults = config.putObject("agents").putObject("defaults");
    defaults.putObject("model").put("primary", model(pinned)).putArray("fallbacks");
    defaults.put("workspace", "${PWD}").put("skipBootstrap", true);
    return config;
  }

  private static String model(KnownAgent.Pinned pinned) {
    return KnownAgent.PROVIDER + "/" + pinned.model();
  }
}
