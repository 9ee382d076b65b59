package dev.reveille.starter.files.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Nearest;
import dev.reveille.domain.settings.Channel;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.field.Reader;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads alert channels; each kind has fields of its own. */
final class Channels {
  private static final Field<String> KIND = Field.of("kind", Readers.line(40));
  private static final Field<List<String>> COMMAND =
      Field.of("command", Readers.someOf(Templates.commandText()));
  private static final Field<URI> URL =
      Field.of("url", new BaseUrlReader("https://example.com/hook"));
  private static final Field<String> URL_ENV = Field.of("urlEnv", Readers.variable());
  private static final Field<String> TOKEN_ENV = Field.of("tokenEnv", Readers.variable());
  private static final Field<String> SECRET_ENV = Field.of("secretEnv", Readers.variable());
  private static final Field<Boolean> ALLOW_PRIVATE = Field.of("allowPrivate", Readers.yesNo());
  private static final Field<String> CHAT = Field.of("chat", Readers.line(200));
  private static final Field<String> TOPIC = Field.of("topic", Readers.line(200));
  private static final Field<String> HOST = Field.of("host", Readers.line(253));
  private static final Field<Long> PORT = Field.of("port", Readers.whole(1, 65535));
  private static final Field<Security> SECURITY =
      Field.of("security", Readers.choice(Security.class));
  private static final Field<String> FROM = Field.of("from", mailAddress());
  private static final Field<List<String>> TO = Field.of("to", Readers.someOf(mailAddress()));
  private static final Field<String> USER_ENV = Field.of("userEnv", Readers.variable());
  private static final Field<String> PASSWORD_ENV = Field.of("passwordEnv", Readers.variable());

  private static final String NAMED =
      "secrets are named, never written: put it into .env and write ";
  private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");

  /** How a mail server is spoken to. */
  private enum Security {
    STARTTLS,
    TLS,
    NONE
  }

  /** A kind's fields, and sets of which one each must be there. */
  private record Kind(Shape shape, List<Set<Field<?>>> needs) {}

  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("command", new Kind(Shape.of(KIND, COMMAND), List.of(Set.of(COMMAND))));
    KINDS.put("slack", hook());
    KINDS.put("discord", hook());
    KINDS.put(
        "telegram",
        new Kind(
            Shape.of(KIND, TOKEN_ENV, CHAT, URL, ALLOW_PRIVATE)
                .butFor("token", NAMED + "tokenEnv: NAME"),
            List.of(Set.of(TOKEN_ENV), Set.of(CHAT))));
    KINDS.put(
        "ntfy",
        new Kind(
            Shape.of(KIND, URL, TOPIC, TOKEN_ENV, ALLOW_PRIVATE)
                .butFor("token", NAMED + "tokenEnv: NAME"),
            List.of(Set.of(TOPIC))));
    KINDS.put(
        "webhook",
        new Kind(
            Shape.of(KIND, URL, URL_ENV, SECRET_ENV, ALLOW_PRIVATE)
                .butFor("secret", NAMED + "secretEnv: NAME"),
            List.of(Set.of(URL, URL_ENV))));
    KINDS.put(
        "email",
        new Kind(
            Shape.of(KIND, HOST, PORT, SECURITY, FROM, TO, USER_ENV, PASSWORD_ENV)
                .butFor("user", NAMED + "userEnv: NAME")
                .butFor("password", NAMED + "passwordEnv: NAME"),
            List.of(Set.of(HOST), Set.of(FROM), Set.of(TO))));
  }

  private static Kind hook() {
    return new Kind(
        Shape.of(KIND, URL_ENV, ALLOW_PRIVATE).butFor("url", NAMED + "urlEnv: NAME"),
        List.of(Set.of(URL_ENV)));
  }

  private static Reader<String> mailAddress() {
    return (node, context) -> {
      String text = Readers.line(320).read(node, context);
      return text == null || MAIL.matcher(text).matches()
          ? text
          : context.wrong(node, "a mail address such as oncall@example.com");
    };
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
    if (!isConsistent(form, context)) {
      return null;
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

  private static boolean isConsistent(Form form, Context context) {
    URI url = form.get(URL);
    if (url != null && "http".equals(url.getScheme()) && !form.get(ALLOW_PRIVATE, false)) {
      context
          .in("url")
          .error(
              form.placeOf(URL),
              "http:// can be read by anybody on the way",
              "write https://, or allowPrivate: true for a server of your own network");
      return false;
    }
    if (form.has(URL) && form.has(URL_ENV)) {
      context.error(form.keyPlaceOf(URL), "says the same as urlEnv", "keep one of the two");
      return false;
    }
    if (form.has(USER_ENV) != form.has(PASSWORD_ENV)) {
      context.error(
          form.keyPlaceOf(form.has(USER_ENV) ? USER_ENV : PASSWORD_ENV),
          "userEnv and passwordEnv belong together",
          "write both, or neither");
      return false;
    }
    return true;
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
