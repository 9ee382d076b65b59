package dev.reveille.starter.files.settings;

import dev.reveille.domain.Nearest;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.AgentProfile.Protocol;
import dev.reveille.domain.job.AgentProfile.Ready;
import dev.reveille.domain.job.EnvValue;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.layer.LayerFields;
import dev.reveille.starter.files.problem.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes agent profiles of their entries. */
final class Profiles {
  private Profiles() {}

  static @Nullable AgentProfile read(String name, Place namePlace, Form form, Context context) {
    return KnownAgents.NAMES.contains(name)
        ? known(name, form, context)
        : own(name, namePlace, form, context);
  }

  private static AgentProfile known(String name, Form form, Context context) {
    for (var field :
        List.of(SettingsFields.PROTOCOL, SettingsFields.COMMAND, SettingsFields.READY)) {
      if (form.has(field)) {
        context
            .in(field.name())
            .error(
                form.keyPlaceOf(field),
                name + " is known by name: how it is started and spoken to is settled",
                "give a program of your own another name");
      }
    }
    return new AgentProfile(
        name,
        name,
        form.get(SettingsFields.VERSION),
        KnownAgents.protocol(name),
        List.of(),
        env(form),
        null);
  }

  private static @Nullable AgentProfile own(
      String name, Place namePlace, Form form, Context context) {
    if (form.has(SettingsFields.VERSION)) {
      context
          .in("version")
          .error(
              form.keyPlaceOf(SettingsFields.VERSION),
              "only agents known by name have a version that can be pinned",
              Nearest.question(name, KnownAgents.NAMES, "pin your own program in its command"));
    }
    if (!form.has(SettingsFields.COMMAND)) {
      context.error(
          namePlace,
          "command is missing",
          Nearest.question(
              name,
              KnownAgents.NAMES,
              "write command: [program, argument], or use an agent known by name: "
                  + String.join(", ", KnownAgents.NAMES)));
    }
    if (!form.has(SettingsFields.PROTOCOL)) {
      context.error(
          namePlace,
          "protocol is missing",
          "write protocol: acp for an agent that speaks the Agent Client Protocol, or protocol: command for a one-shot program");
    }
    Protocol protocol = form.get(SettingsFields.PROTOCOL);
    Ready ready = ready(form, context);
    if (ready != null && protocol == Protocol.ACP) {
      context
          .in("ready")
          .error(
              form.keyPlaceOf(SettingsFields.READY),
              "an agent that speaks acp shows by its handshake that it is ready",
              "remove ready, or write protocol: command");
    }
    List<String> command = form.get(SettingsFields.COMMAND, List.of());
    return protocol == null || command.isEmpty()
        ? null
        : new AgentProfile(name, null, null, protocol, command, env(form), ready);
  }

  private static @Nullable Ready ready(Form form, Context context) {
    Form ready = form.get(SettingsFields.READY);
    if (ready == null) {
      return null;
    }
    if (ready.writtenFields().size() != 1) {
      context
          .in("ready")
          .error(ready.place(), "expected exactly one of line, file and probe", "keep one way");
      return null;
    }
    String line = ready.get(SettingsFields.READY_LINE);
    String file = ready.get(SettingsFields.READY_FILE);
    List<String> probe = ready.get(SettingsFields.READY_PROBE, List.of());
    return line == null && file == null && probe.isEmpty() ? null : new Ready(line, file, probe);
  }

  private static Map<String, EnvValue> env(Form form) {
    return form.get(LayerFields.ENV, Map.of());
  }
}
