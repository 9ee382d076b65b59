package dev.reveille.starter.imports.crontab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.imports.Draft;
import dev.reveille.starter.imports.Ground;
import dev.reveille.starter.imports.Missing;
import dev.reveille.starter.imports.ShellText;
import dev.reveille.starter.imports.Unwritten;
import dev.reveille.starter.imports.Wishes;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a crontab in our words. */
final class LineTranslation {
  private static final Pattern CD =
      Pattern.compile("cd\\s+(\"[^\"$`\\\\]+\"|'[^']+'|[^\\s\"'$`;&|<>*?\\\\]+)\\s*&&\\s*(.+)");
  private static final Pattern REDIRECTED =
      Pattern.compile("(.*?)\\s*(?:[12]?>>?\\s*[^\\s;&|<>]+|&>>?\\s*[^\\s;&|<>]+|2>&1)\\s*$");

  /** What cron itself reads. */
  private static final Set<String> CRONS_OWN =
      Set.of(
          "SHELL",
          "MAILTO",
          "MAILFROM",
          "CRON_TZ",
          "HOME",
          "LOGNAME",
          "RANDOM_DELAY",
          "CONTENT_TYPE",
          "CONTENT_TRANSFER_ENCODING");

  private final CronLine line;
  private final Draft draft;
  private final Settings settings;
  private final Unwritten keys;
  private final ObjectNode env = Draft.mapping();
  private String command;

  /**
   * What all lines share.
   *
   * @param home where cron would start a command
   * @param user whose crontab it is
   * @param agentTurns whether calls of agents become turns of theirs
   */
  record Settings(
      Ground ground,
      Wishes wishes,
      Missing missing,
      String home,
      String user,
      boolean agentTurns) {}

  private LineTranslation(CronLine line, Draft draft, Settings settings) {
    this.line = line;
    this.draft = draft;
    this.settings = settings;
    this.keys = new Unwritten(draft.name());
    this.command = line.command();
  }

  static void translate(CronLine line, Draft draft, Settings settings) {
    new LineTranslation(line, draft, settings).translate();
  }

  private void translate() {
    draft.job().put("name", draft.name());
    if (!line.remark().isEmpty() && !ShellText.holdsKey(line.remark())) {
      draft.job().put("description", line.remark());
    }
    if (settings.wishes().paused()) {
      draft.job().put("startPaused", true);
    }
    schedule();
    draft.job().put("sessionTarget", "isolated");
    user();
    String folder = folder();
    String bare = command;
    for (Matcher at = REDIRECTED.matcher(bare); at.matches(); at = REDIRECTED.matcher(bare)) {
      bare = at.group(1);
    }
    Optional<AgentCall> agent = Words.of(bare).flatMap(AgentCall::of);
    if (agent.isPresent() && settings.agentTurns()) {
      turn(agent.get(), folder);
    } else {
      command(folder);
      agent.ifPresent(this::offer);
    }
    if (agent.isEmpty()
        && bare.matches(
            "(?s).*\\b(claude\\s.*-p|codex\\s+exec|openclaw\\s+agent|opencode\\s+run)\\b.*")) {
      draft.notCarried(
          "command",
          "the agent in it",
          "a shell prepares its prompt, so it stays a command: nothing proves which model answered;"
              + " as an agentTurn it would be pinned");
    }
    variables(folder);
  }

  private void schedule() {
    ObjectNode schedule = draft.job().putObject("schedule");
    String times = line.times().toLowerCase(Locale.ROOT);
    if (times.equals("@reboot")) {
      draft.hold(
          "@reboot is no time: start it from systemd or the login, with `reveille start JOB` where"
              + " its record is wanted");
    }
    if (times.contains("~")) {
      draft.hold(
          "'"
              + line.times()
              + "': a random time (~) is not kept; name one, and let stagger"
              + " spread it");
    }
    schedule.put("kind", "cron").put("expr", line.times());
    draft.carried("times", Shown.visible(line.times()));
    String zone = line.variables().getOrDefault("CRON_TZ", "");
    if (zone.isEmpty()) {
      ZoneId usual = settings.wishes().zone();
      schedule.put("tz", usual.getId());
      draft.translated("times", "", "tz: " + usual + " (the zone of this machine, as cron has it)");
    } else {
      schedule.put("tz", zone.replaceFirst("^:", ""));
      draft.translated("CRON_TZ", Shown.visible(zone), "schedule.tz");
    }
    schedule.put("stagger", "0s");
  }

  private void user() {
    String user = line.user();
    if (user == null) {
      return;
    }
    if (user.equals(settings.user())) {
      draft.carried("user", user);
    } else {
      draft.notCarried(
          "user",
          Shown.visible(user),
          "the command runs as the user of the worker: run a worker as that user, or let the command"
              + " call sudo");
    }
  }

  /** Where it runs: the folder of a leading cd, else the home that cron starts in. */
  private String folder() {
    String home = line.variables().getOrDefault("HOME", settings.home());
    Matcher cd = CD.matcher(command);
    if (!cd.matches()) {
      return home;
    }
    command = cd.group(2);
    String written = cd.group(1).replaceAll("^([\"'])(.*)\\1$", "$2");
    boolean quoted = !written.equals(cd.group(1));
    String folder = written;
    if (!quoted && (written.equals("~") || written.startsWith("~/"))) {
      folder = home + written.substring(1);
    } else if (!written.startsWith("/")) {
      folder = home + "/" + written;
    }
    draft.translated("cd", Shown.visible(written), "cwd: " + Shown.visible(folder));
    return folder;
  }

  private void command(String folder) {
    ObjectNode payload = draft.job().putObject("payload").put("kind", "command");
    ArrayNode argv = payload.putArray("argv");
    Optional<List<String>> words = Words.of(command);
    boolean plain =
        words.isPresent()
            && !line.variables().containsKey("SHELL")
            && words.get().stream().noneMatch(word -> word.contains("{"))
            && !ShellText.holdsKey(command);
    if (plain) {
      words.get().forEach(argv::add);
      draft.translated("command", Shown.quoted(command), "argv");
    } else {
      String shell = line.variables().getOrDefault("SHELL", "/bin/sh");
      argv.add(shell).add("-c").add(ShellText.of(command, keys).text());
      draft.translated(
          "command", Shown.quoted(ShellText.masked(command)), "argv: " + shell + " -c");
    }
    payload.put("cwd", folder);
    String input = line.input();
    if (input != null) {
      if (ShellText.holdsKey(input)) {
        draft.hold("a key stands in its input, after %: let the command read it from a file");
      } else {
        payload.put("input", input);
        draft.translated("%", "", "payload.input");
      }
    }
    draft.job().putObject("execute").put("timeout", "24h");
    draft.translated("limit", "none", "execute.timeout: 24h (name the one that fits)");
  }

  private void turn(AgentCall call, String folder) {
    ObjectNode payload = draft.job().putObject("payload").put("kind", "agentTurn");
    payload.put("message", call.message());
    String wished = settings.wishes().agent();
    draft.job().put("agent", wished == null ? call.agent() : wished);
    draft.job().put("workspace", folder);
    String model = call.model() == null ? settings.wishes().model() : call.model();
    if (model != null) {
      payload.put("model", model);
      String provider = model.substring(0, Math.max(0, model.indexOf('/')));
      if (!provider.isEmpty()
          && !settings.ground().settings().models().providers().contains(provider)) {
        settings.missing().provider(provider);
      }
    } else if (settings.ground().settings().defaultModel() == null) {
      draft.hold(
          "the command names no model, and a turn here is pinned to one: import again with --model"
              + " provider/model");
    }
    draft.job().putObject("execute").put("timeout", "1h");
    draft.translated(
        "command",
        Shown.quoted(ShellText.masked(command)),
        "an agentTurn of "
            + call.agent()
            + "; its other options and where its output went are not"
            + " carried: `reveille logs` has the output");
  }

  private void offer(AgentCall call) {
    draft.notCarried(
        "command",
        "the agent in it",
        "as a command nothing proves which model answered; import again with --agent-turns, and it"
            + " becomes what follows");
    String message = ShellText.holdsKey(call.message()) ? "…" : call.message();
    draft.propose(
        "payload: {kind: agentTurn, message: "
            + dev.reveille.domain.Json.write(message)
            + (call.model() == null ? "" : ", model: " + call.model())
            + "}\nagent: "
            + call.agent());
  }

  private void variables(String folder) {
    for (Map.Entry<String, String> entry : new TreeMap<>(line.variables()).entrySet()) {
      String name = entry.getKey();
      String value = entry.getValue();
      if (name.equals("MAILTO") || name.equals("MAILFROM")) {
        if (!value.isBlank() && name.equals("MAILTO")) {
          draft.notCarried(
              name,
              Shown.visible(value),
              "failures go to alerts, good output to deliver: declare a channel of kind email in"
                  + " reveille.yaml");
        }
      } else if (!CRONS_OWN.contains(name)) {
        if (Unwritten.isKey(name, value) || ShellText.holdsKey(value)) {
          env.putObject(name).put("fromEnv", name);
          draft.notCarried(
              name,
              "",
              "keys are named, never written: put its value into .env (mode 0600) as "
                  + name
                  + "=…");
        } else {
          env.put(name, value);
          draft.carried(name, Shown.visible(value));
        }
      } else if (name.equals("HOME")) {
        draft.translated(name, Shown.visible(value), "cwd: " + Shown.visible(folder));
        env.put(name, value);
      } else if (name.equals("RANDOM_DELAY")) {
        draft.notCarried(name, Shown.visible(value), "write stagger: " + value + "m");
      }
    }
    keys.say(draft, "command", env);
    if (!env.isEmpty()) {
      draft.job().set("env", env);
    }
  }
}
