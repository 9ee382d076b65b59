package dev.reveille.starter.imports.openclaw;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.settings.Provider;
import dev.reveille.starter.files.field.Durations;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.settings.SettingsReading;
import dev.reveille.starter.imports.Draft;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OpenClaw's {@code payload} in our words, and the agent that takes it. */
final class PayloadTranslation {
  private static final Set<String> EFFORTS = Set.of("minimal", "low", "medium", "high", "xhigh");

  private final Draft draft;
  private final Taken payload;
  private final Target target;
  private final Taken job;
  private final ObjectNode out;

  PayloadTranslation(Draft draft, Taken payload, Target target, Taken job) {
    this.draft = draft;
    this.payload = payload;
    this.target = target;
    this.job = job;
    this.out = draft.job().putObject("payload");
  }

  void translate(String kind) {
    out.put("kind", kind);
    draft.carried("payload.kind", Shown.visible(kind));
    switch (kind) {
      case "agentTurn" -> agentTurn();
      case "systemEvent" -> {
        prompt("text");
        agentId(false);
      }
      case "command" -> {
        new CommandTranslation(draft, payload, out).translate();
        agentId(false);
      }
      case "script" ->
          draft.hold(
              "OpenClaw's scripts call its own tools, which are not here: write a program and let a"
                  + " `command` payload run it");
      default -> draft.hold("its payload is of the kind '" + Shown.visible(kind) + "'");
    }
    tools();
    payload.node("toolsAllowIsDefault").ifPresent(it -> draft.left("payload.toolsAllowIsDefault"));
    if (!kind.equals("script")) {
      payload.nameTheRest();
    }
  }

  private void prompt(String field) {
    Optional<String> text = payload.text(field);
    text.ifPresentOrElse(
        prompt -> {
          out.put(field, prompt);
          draft.carried("payload." + field, payload.shown(field));
        },
        () -> draft.hold("payload." + field + " is missing: mend the job in OpenClaw"));
  }

  private void agentTurn() {
    prompt("message");
    Optional<String> agent = agentId(true);
    String model = model();
    substitutes(model);
    thinking(model, agent);
    timeout();
    payload
        .flag("lightContext")
        .ifPresent(
            light ->
                draft.translated(
                    "payload.lightContext",
                    String.valueOf(light),
                    "nothing: OpenClaw's bootstrap files are not here, so no context is injected"));
    payload
        .node("allowUnsafeExternalContent")
        .ifPresent(
            unsafe ->
                draft.notCarried(
                    "payload.allowUnsafeExternalContent",
                    payload.shown("allowUnsafeExternalContent"),
                    "isolation is what protects a run here"));
    if (target.wishes().workspace() != null) {
      draft.job().put("workspace", target.wishes().workspace());
    }
  }

  /** The profile that takes the turn; empty where only the defaults can say. */
  private Optional<String> agentId(boolean turn) {
    Optional<String> id = job.text("agentId").map(String::strip).filter(text -> !text.isEmpty());
    SettingsReading settings = target.ground().settings();
    String wished = turn ? target.wishes().agent() : null;
    boolean profile = turn && id.isPresent() && settings.agentNames().contains(id.get());
    Optional<String> agent = Optional.ofNullable(wished);
    if (wished == null && profile) {
      agent = id;
    }
    agent.ifPresent(name -> draft.job().put("agent", name));
    id.ifPresent(
        name -> {
          if (profile && wished == null) {
            draft.translated("agentId", name, "agent: " + name);
            return;
          }
          draft.job().put("agentId", name);
          if (name.equals("main") || !turn) {
            draft.carried("agentId", Shown.visible(name));
          } else {
            draft.notCarried(
                "agentId",
                Shown.visible(name),
                "the persona, workspace and model of this OpenClaw agent do not come along; declare"
                    + " a profile of that name under agents in reveille.yaml, or name one with"
                    + " --agent, and import again");
          }
        });
    return agent.or(target.ground()::usualAgent);
  }

  private String model() {
    Optional<String> written = payload.text("model").map(String::strip);
    SettingsReading settings = target.ground().settings();
    String wished = target.wishes().model();
    if (written.isPresent()) {
      out.put("model", written.get());
      draft.carried("payload.model", Shown.visible(written.get()));
    } else if (wished != null) {
      out.put("model", wished);
      draft.translated("payload.model", "", "model: " + wished + " (as --model has it)");
    } else if (settings.defaultModel() == null) {
      draft.hold(
          "it names no model, and a job here is pinned to one: import again with --model"
              + " provider/model, or write defaults: {model: provider/model} in reveille.yaml");
    }
    String model = written.or(() -> Optional.ofNullable(wished)).orElse("");
    if (model.isEmpty() && settings.defaultModel() != null) {
      return settings.defaultModel().toString();
    }
    declared(model);
    return model;
  }

  /** Whether the model's provider is declared; else the report says how to. */
  private boolean declared(String model) {
    int slash = model.indexOf('/');
    if (slash <= 0) {
      return false;
    }
    String provider = model.substring(0, slash);
    boolean known = target.ground().settings().models().providers().contains(provider);
    if (!known && provider.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")) {
      target.missing().provider(provider);
    }
    return known;
  }

  private void substitutes(String pinned) {
    Optional<List<String>> written = payload.texts("fallbacks");
    if (written.isEmpty()) {
      return;
    }
    ArrayNode substitutes = Draft.list();
    for (String model : written.get().stream().map(String::strip).distinct().toList()) {
      if (!declared(model)) {
        draft.notCarried(
            "payload.fallbacks",
            Shown.visible(model),
            "its provider is not declared in reveille.yaml; declare it and import again");
      } else if (model.equals(pinned)) {
        draft.translated("payload.fallbacks", model, "nothing: it is the pinned model itself");
      } else if (!api(model).equals(api(pinned))) {
        draft.notCarried(
            "payload.fallbacks",
            Shown.visible(model),
            "its provider speaks another dialect than the pinned model's: name one that speaks the"
                + " same");
      } else {
        substitutes.add(model);
      }
    }
    ObjectNode pin = draft.job().withObjectProperty("pin");
    if (substitutes.isEmpty()) {
      pin.put("policy", "strict");
    } else {
      pin.put("policy", "substitutes").set("substitutes", substitutes);
    }
    draft.translated(
        "payload.fallbacks",
        payload.shown("fallbacks"),
        substitutes.isEmpty() ? "pin.policy: strict" : "pin.substitutes: " + substitutes);
  }

  private Optional<Provider.Api> api(String model) {
    int slash = model.indexOf('/');
    return slash < 0
        ? Optional.empty()
        : Optional.ofNullable(
                target.ground().settings().settings().providers().get(model.substring(0, slash)))
            .map(Provider::api);
  }

  /** A lock refuses every request that does not keep to it, so the agent must be one that does. */
  private void thinking(String model, Optional<String> agent) {
    Optional<String> level = payload.text("thinking").map(String::strip);
    if (level.isEmpty()) {
      return;
    }
    String effort = level.get();
    boolean told = agent.isPresent() && agent.get().equals("codex");
    boolean openai = api(model).filter(api -> api == Provider.Api.OPENAI).isPresent();
    if (EFFORTS.contains(effort) && told && openai) {
      draft.job().withObjectProperty("pin").putObject("lock").put("reasoning_effort", effort);
      draft.translated("payload.thinking", effort, "pin.lock.reasoning_effort: " + effort);
      return;
    }
    draft.notCarried(
        "payload.thinking",
        Shown.visible(effort),
        "set the effort in the settings of the agent"
            + (EFFORTS.contains(effort)
                ? "; one that sends it by itself, as codex does, can be held to it with pin: {lock:"
                    + " {reasoning_effort: "
                    + effort
                    + "}}"
                : ""));
  }

  private void timeout() {
    Optional<Long> seconds = payload.whole("timeoutSeconds");
    String limit = "1h";
    String silent = " (OpenClaw's own limit of a turn)";
    if (seconds.isPresent()) {
      limit = seconds.get() == 0 ? "24h" : Durations.text(Duration.ofSeconds(seconds.get()));
      silent = seconds.get() == 0 ? " (0 is no limit there; every run has one here)" : "";
    }
    draft.job().putObject("execute").put("timeout", limit);
    draft.translated(
        "payload.timeoutSeconds",
        seconds.map(String::valueOf).orElse(""),
        "execute.timeout: " + limit + silent);
  }

  private void tools() {
    payload
        .texts("toolsAllow")
        .ifPresent(
            tools -> {
              if (tools.contains("*")) {
                draft.carried("payload.toolsAllow", "*");
              } else {
                draft.notCarried(
                    "payload.toolsAllow",
                    payload.shown("toolsAllow"),
                    "the names are those of OpenClaw's tools; what a run may reach stands in"
                        + " isolation and network, what it must use in expect.tools");
              }
            });
  }
}
