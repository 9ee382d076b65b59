package dev.reveille.starter.files.job;

import dev.reveille.domain.Nearest;
import dev.reveille.domain.Words;
import dev.reveille.domain.job.Payload;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is to be done. */
final class PayloadReader {
  private static final List<Payload.Kind> KINDS = List.of(Payload.Kind.values());
  private static final List<String> WORDS =
      Arrays.stream(Payload.Kind.values()).map(Words::camel).toList();

  private PayloadReader() {}

  /** The kind, or null after a problem was reported. */
  static Payload.@Nullable Kind kind(Form payload, Context context) {
    Node node = payload.get(PayloadFields.KIND);
    if (node == null || node.isBroken()) {
      if (!payload.has(PayloadFields.KIND)) {
        context.error(payload.place(), "kind is missing", "write kind: " + guess(payload));
      }
      return null;
    }
    Context here = context.in("kind");
    if (!(node instanceof Scalar scalar)) {
      return here.wrong(node, Readers.oneOf(WORDS));
    }
    int index = WORDS.indexOf(scalar.text());
    if (index >= 0) {
      return KINDS.get(index);
    }
    String remedy =
        switch (scalar.text()) {
          case "script" -> "OpenClaw's scripts are not run here: write kind: command and argv";
          case "heartbeat" -> "OpenClaw makes this job itself: remove it";
          default ->
              Nearest.to(scalar.text(), WORDS).map(n -> "did you mean '" + n + "'?").orElse(null);
        };
    return here.wrong(node, Readers.oneOf(WORDS), remedy);
  }

  /** The payload, or null after a problem was reported. */
  static @Nullable Payload read(Form form, Payload.Kind kind, Context context) {
    if (!checkFields(form, kind, context)) {
      return null;
    }
    List<String> tools = form.get(PayloadFields.TOOLS_ALLOW, List.of("*"));
    if (!tools.contains("*")) {
      context
          .in("toolsAllow")
          .warning(
              form.keyPlaceOf(PayloadFields.TOOLS_ALLOW),
              "OpenClaw's field has no effect here",
              "what a run may reach stands in isolation and network");
    }
    return switch (kind) {
      case AGENT_TURN -> {
        String message = prompt(form, PayloadFields.MESSAGE, context);
        yield message == null ? null : Payload.agentTurn(message);
      }
      case SYSTEM_EVENT -> {
        String text = prompt(form, PayloadFields.TEXT, context);
        yield text == null ? null : Payload.systemEvent(text);
      }
      case COMMAND -> command(form, context);
    };
  }

  private static boolean checkFields(Form form, Payload.Kind kind, Context context) {
    Set<Field<?>> takes = PayloadFields.TAKES.getOrDefault(kind, Set.of());
    boolean good = true;
    for (Field<?> field : form.writtenFields()) {
      if (!takes.contains(field)) {
        context
            .in(field.name())
            .error(
                form.keyPlaceOf(field), "not a field of kind " + kind.word(), instead(field, kind));
        good = false;
      }
    }
    return good;
  }

  private static String instead(Field<?> field, Payload.Kind kind) {
    if (kind == Payload.Kind.SYSTEM_EVENT && field == PayloadFields.MESSAGE) {
      return "a systemEvent calls it text";
    }
    if (kind == Payload.Kind.AGENT_TURN && field == PayloadFields.TEXT) {
      return "an agentTurn calls it message";
    }
    return switch (kind) {
      case AGENT_TURN -> "an agentTurn takes message, model, fallbacks and timeoutSeconds";
      case SYSTEM_EVENT -> "a systemEvent takes text";
      case COMMAND ->
          "a command takes argv, cwd, env, input, timeoutSeconds, noOutputTimeoutSeconds and"
              + " outputMaxBytes";
    };
  }

  private static @Nullable String prompt(Form form, Field<String> field, Context context) {
    if (!form.has(field)) {
      context.error(
          form.place(),
          field.name() + " is missing",
          "write " + field.name() + ": and what is to be done");
      return null;
    }
    String text = form.get(field);
    return text != null && isFreeOfKeys(form, field, text, context) ? text : null;
  }

  private static @Nullable Payload command(Form form, Context context) {
    List<String> argv = form.get(PayloadFields.ARGV, List.of());
    if (!form.has(PayloadFields.ARGV)) {
      context.error(
          form.place(),
          "argv is missing",
          "write argv: [program, argument]; for a shell, [sh, -c, …]");
    }
    if (!argv.isEmpty() && argv.get(0).isBlank()) {
      context
          .in("argv")
          .error(
              form.placeOf(PayloadFields.ARGV),
              "the program's name is empty",
              "name a program first");
      return null;
    }
    String input = form.get(PayloadFields.INPUT);
    if (argv.isEmpty()
        || (input != null && !isFreeOfKeys(form, PayloadFields.INPUT, input, context))) {
      return null;
    }
    return Payload.command(
        new Payload.Command(
            argv,
            form.get(PayloadFields.CWD),
            form.get(PayloadFields.ENV, Map.of()),
            input,
            form.get(PayloadFields.NO_OUTPUT_TIMEOUT),
            form.get(
                    PayloadFields.OUTPUT_MAX_BYTES, (long) Payload.Command.DEFAULT_OUTPUT_MAX_BYTES)
                .intValue()));
  }

  private static boolean isFreeOfKeys(
      Form form, Field<String> field, String text, Context context) {
    if (!Shown.holdsKey(text)) {
      return true;
    }
    context
        .in(field.name())
        .error(
            form.placeOf(field),
            "this holds what looks like a key",
            "keys are named, never written: put it into .env and write {fromEnv: NAME} in env");
    return false;
  }

  private static String guess(Form payload) {
    if (payload.has(PayloadFields.ARGV)) {
      return "command";
    }
    return payload.has(PayloadFields.TEXT) ? "systemEvent" : "agentTurn";
  }
}
