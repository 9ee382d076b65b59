package dev.reveille.acceptance.agents;

import dev.reveille.drill.ProviderScript;
import java.util.List;
import java.util.Locale;

/**
 * An agent whose first run leaves behind what a later one could find: notes that it is told to
 * remember, settings that choose another model, and files wherever it may write.
 */
enum LeftBehind {
  CODEX(
      "openai",
      "",
      List.of(
          ".codex/AGENTS.md=%s",
          ".codex/config.toml=model = \"leaked-model\" # %s", ".codex/memories/MEMORY.md=%s")),
  CLAUDE(
      "anthropic",
      "permissions: allow\n",
      List.of(
          ".claude/CLAUDE.md=%s",
          ".claude/settings.json={\"model\": \"leaked-model\", \"env\": {\"LEFT\": \"%s\"}}")),
  OPENCODE(
      "openai",
      "",
      List.of(
          ".config/opencode/AGENTS.md=%s",
          ".config/opencode/opencode.json={\"model\": \"leaked/leaked-model\", \"username\": \"%s\"}",
          ".local/state/opencode/model.json={\"recent\": [{\"providerID\": \"leaked\", \"modelID\": \"%s\"}]}")),
  BUILTIN(
      "openai",
      "permissions: allow\n",
      List.of(".config/reveille/agent.json={\"model\": \"leaked-model\", \"persona\": \"%s\"}"));

  /** Found nowhere but where a run wrote it: its own command spells it in two halves. */
  static final String MARK = "LEFT-BY-A-RUN";

  private static final List<String> ANYWHERE =
      List.of(".profile=# %s", ".gitconfig=# %s", "notes/todo.md=%s");

  private final String dialect;
  private final String fields;
  private final List<String> own;

  LeftBehind(String dialect, String fields, List<String> own) {
    this.dialect = dialect;
    this.fields = fields;
    this.own = own;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String job() {
    return "left-" + word();
  }

  String dialect() {
    return dialect;
  }

  String fields() {
    return fields;
  }

  /** Whether notes that it is to remember reach its model from the next call on. */
  boolean heedsAtOnce() {
    return this == CODEX || this == OPENCODE;
  }

  /** How many files a run leaves. */
  int files() {
    return own.size() + ANYWHERE.size() + 3;
  }

  /**
   * Looks for the mark wherever a run may write, then leaves it there; what was found and what was
   * left stands in the workspace, which is the one state that runs are meant to share.
   */
  ProviderScript script() {
    StringBuilder leave = new StringBuilder();
    for (List<String> files : List.of(own, ANYWHERE)) {
      for (String file : files) {
        String path = file.substring(0, file.indexOf('='));
        String text = file.substring(path.length() + 1).formatted("'$m'");
        leave.append("left \"$HOME/").append(path).append("\" '").append(text).append("'; ");
      }
    }
    for (String place : List.of("/tmp", "/var/tmp", "/dev/shm")) {
      leave.append("left ").append(place).append("/left.txt $m; ");
    }
    String command =
        "n=1; [ -e found-1.txt ] && n=2; m=LEFT''-BY-A-RUN; "
            + "marked() { grep -rls --exclude-dir=work-"
            + job()
            + " $m \"$HOME\" /tmp /var/tmp /dev/shm /run | sort -u; }; "
            + "left() { mkdir -p \"$(dirname \"$1\")\"; echo \"$2\" >\"$1\"; }; "
            + "marked >found-$n.txt; "
            + leave
            + "marked >left-$n.txt; echo run $n";
    return ProviderScript.pleasant().tool(command);
  }
}
