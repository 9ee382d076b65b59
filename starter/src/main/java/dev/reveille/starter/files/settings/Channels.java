package dev.reveille.starter.files.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Nearest;
import dev.reveille.domain.settings.Channel;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.layer.Templates;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads alert channels; each kind has fields of its own. */
final class Channels {
  private static final Field<String> KIND = Field.of("kind", Readers.line(40));
  private static final Field<List<String>> COMMAND =
      Field.of("command", Readers.someOf(Templates.commandText()));
  private static final Field<URI> URL = Field.of("url", new BaseUrlReader());
  private static final Field<String> URL_ENV = Field.of("urlEnv", Readers.variable());
  private static final Field<String> TOKEN_ENV = Field.of("tokenEnv", Readers.variable());
  private static final Field<String> SECRET_ENV = Field.of("secretEnv", Readers.variable());
  private static final Field<String> CHAT = Field.of("chat", Readers.line(200));
  private static final Field<String> TOPIC = Field.of("topic", Readers.line(200));
  private static final Field<String> HOST = Field.of("host", Readers.line(253));
  private static final Field<Long> PORT = Field.of("port", Readers.whole(1, 65535));
  private static final Field<String> FROM = Field.of("from", Readers.line(320));
  private static final Field<List<String>> TO = Field.of("to", Readers.someOf(Readers.line(320)));
  private static final Field<String> USER_ENV = Field.of("userEnv", Readers.variable());
  private static final Field<String> PASSWORD_ENV = Field.of("passwordEnv", Readers.variable());

  /** A kind's fields, and sets of which one each must be there. */
  private record Kind(Shape shape, List<Set<Field<?>>> needs) {}

  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("command", new Kind(Shape.of(KIND, COMMAND), List.of(Set.of(COMMAND))));
    KINDS.put("slack", new Kind(Shape.of(KIND, URL_ENV), List.of(Set.of(URL_ENV))));
    KINDS.put("discord", new Kind(Shape.of(KIND, URL_ENV), List.of(Set.of(URL_ENV))));
    KINDS.put(
        "telegram",
        new Kind(Shape.of(KIND, TOKEN_ENV, CHAT), List.of(Set.of(TOKEN_ENV), Set.of(CHAT))));
    KINDS.put("ntfy", new Kind(Shape.of(KIND, URL, TOPIC, TOKEN_ENV), List.of(Set.of(TOPIC))));
    KINDS.put(
        "webhook",
        new Kind(Shape.of(KIND, URL, URL_ENV, SECRET_ENV), List.of(Set.of(URL, URL_ENV))));
    KINDS.put(
        "email",
        new Kind(
            Shape.of(KIND, HOST, PORT, FROM, TO, USER_ENV, PASSWORD_ENV),
            List.of(Set.of(HOST), Set.of(FROM), Set.of(TO))));
  }

  private Channels() {}

  static @Nullable Channel read(String name, Node node, Path folder, Context context) {
    if (!(node instanceof Mapping mapping)) {
      return context.wrong(
          node, "a mapping such as {kind: command, command: [notify-send, Reveille]}");
    }
    Node written = mapping.get("kind");
    if (written == null) {
      context.error(node.place(), "kind is missing", "write kind: command");
      return null;
    }
    Kind kind = written instanceof Scalar scalar ? KINDS.get(scalar.text()) : null;
    if (kind == null) {
      if (!written.isBroken()) {
        List<String> names = List.copyOf(KINDS.keySet());
        context
            .in("kind")
            .wrong(
                written,
                Readers.oneOf(names),
                written instanceof Scalar scalar
                    ? Nearest.to(scalar.text(), names)
                        .map(n -> "did you mean '" + n + "'?")
                        .orElse(null)
                    : null);
      }
      return null;
    }
    Form form = kind.shape().read(mapping, context);
    return form == null ? null : channel(name, kind, form, mapping, folder, context);
  }

  private static @Nullable Channel channel(
      String name, Kind kind, Form form, Mapping mapping, Path folder, Context context) {
    boolean complete = true;
    for (Set<Field<?>> need : kind.needs()) {
      if (need.stream().noneMatch(form::has)) {
        String names = Readers.oneOf(need.stream().map(Field::name).sorted().toList());
        context.error(mapping.place(), names + " is missing", "a channel of this kind needs it");
        complete = false;
      }
    }
    String word = form.get(KIND);
    if (!complete || word == null) {
      return null;
    }
    if (!word.equals("command")) {
      context
          .in("kind")
          .warning(
              form.keyPlaceOf(KIND),
              "channels of kind " + word + " are validated, but not yet in force in this version",
              "until then, a channel of kind command can send what it gets on standard input");
    }
    List<String> command = form.get(COMMAND, List.of());
    if (word.equals("command") && command.isEmpty()) {
      return null;
    }
    Map<String, JsonNode> options = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!key.equals("kind") && !key.equals("command")) {
                options.put(key, entry.value().json());
              }
            });
    return new Channel(name, word, inFolder(command, folder), options);
  }

  /** A program, and what is written with a leading dot, lies in the folder of reveille.yaml. */
  private static List<String> inFolder(List<String> command, Path folder) {
    return command.stream()
        .map(
            word -> {
              boolean program = word.equals(command.get(0)) && word.contains("/");
              boolean dotted = word.startsWith("./") || word.startsWith("../");
              return program || dotted ? folder.resolve(word).normalize().toString() : word;
            })
        .toList();
  }
}
