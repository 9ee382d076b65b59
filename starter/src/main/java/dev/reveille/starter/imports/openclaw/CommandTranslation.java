package dev.reveille.starter.imports.openclaw;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import dev.reveille.starter.imports.Draft;
import dev.reveille.starter.imports.ShellText;
import dev.reveille.starter.imports.Unwritten;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** OpenClaw's {@code command} payload, whose fields are ours, but for keys written out. */
final class CommandTranslation {
  private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash", "ksh");

  private final Draft draft;
  private final Taken payload;
  private final ObjectNode out;
  private final ObjectNode env = Draft.mapping();
  private final Unwritten keys;

  CommandTranslation(Draft draft, Taken payload, ObjectNode out) {
    this.draft = draft;
    this.payload = payload;
    this.out = out;
    this.keys = new Unwritten(draft.name());
  }

  void translate() {
    Optional<List<String>> argv = payload.texts("argv");
    argv.ifPresentOrElse(
        this::argv, () -> draft.hold("payload.argv is missing: mend the job in OpenClaw"));
    payload
        .text("cwd")
        .ifPresent(
            cwd -> {
              out.put("cwd", cwd);
              draft.carried("payload.cwd", payload.shown("cwd"));
            });
    payload.node("env").ifPresent(this::env);
    keys.say(draft, "payload.argv", env);
    if (!env.isEmpty()) {
      out.set("env", env);
    }
    payload
        .text("input")
        .ifPresent(
            input -> {
              if (ShellText.holdsKey(input)) {
                draft.hold(
                    "payload.input: a key stands in it: let the command read it from a file");
                return;
              }
              out.put("input", input);
              draft.carried("payload.input", payload.shown("input"));
            });
    for (String field : List.of("timeoutSeconds", "noOutputTimeoutSeconds", "outputMaxBytes")) {
      payload
          .whole(field)
          .ifPresent(
              number -> {
                out.put(field, number);
                draft.carried("payload." + field, String.valueOf(number));
              });
    }
  }

  private void argv(List<String> argv) {
    ArrayNode words = out.putArray("argv");
    String program = argv.isEmpty() ? "" : argv.get(0).replaceFirst("^.*/", "");
    boolean shell = SHELLS.contains(program) && argv.size() == 3 && argv.get(1).matches("-[a-z]*c");
    for (int i = 0; i < argv.size(); i++) {
      String word = argv.get(i);
      words.add(shell && i == 2 ? ShellText.of(word, keys).text() : word);
    }
    draft.carried("payload.argv", Shown.quoted(ShellText.masked(String.join(" ", argv))));
  }

  private void env(Node node) {
    if (!(node instanceof Mapping mapping)) {
      draft.notCarried("payload.env", node.shown(), "it should be a mapping");
      return;
    }
    for (Map.Entry<String, Mapping.Entry> entry : mapping.entries().entrySet()) {
      String name = entry.getKey();
      if (!(entry.getValue().value() instanceof Scalar scalar)) {
        draft.notCarried("payload.env", name, "its value should be a text");
      } else if (Unwritten.isKey(name, scalar.text())) {
        env.putObject(name).put("fromEnv", name);
        draft.notCarried(
            "payload.env." + name,
            "",
            "keys are named, never written: put its value into .env (mode 0600) as " + name + "=…");
      } else {
        env.put(name, scalar.text());
        draft.carried("payload.env." + name, "");
      }
    }
  }
}
