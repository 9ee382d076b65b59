package dev.reveille.starter.files.layer;

import dev.reveille.domain.job.EnvValue;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads environment variables: texts with templates, or the names of others; never a key. */
public final class EnvReader implements Reader<Map<String, EnvValue>> {
  private static final Field<String> FROM_ENV = Field.of("fromEnv", Readers.variable());
  private static final Shape REFERENCE = Shape.of(FROM_ENV);
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");
  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(_KEY|_TOKEN|_SECRET|PASSWORD|PASSWD|_PAT|_CREDENTIALS?|APIKEY)");
  private static final String EXPECTED = "a text or {fromEnv: NAME}";
  private static final int SHORTEST_KEY = 20;
  private static final double LEAST_BITS_A_CHARACTER = 3.3;

  @Override
  public @Nullable Map<String, EnvValue> read(Node node, Context context) {
    if (!(node instanceof Mapping mapping)) {
      return context.wrong(node, "a mapping from variable names to values");
    }
    Map<String, EnvValue> env = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              Context here = context.in(name);
              if (!NAME.matcher(name).matches()) {
                here.error(
                    entry.keyPlace(),
                    Shown.quoted(name) + " is not the name of a variable",
                    "use letters, digits and underscores");
                return;
              }
              EnvValue value = entry.value().isBroken() ? null : value(name, entry.value(), here);
              if (value != null) {
                env.put(name, value);
              }
            });
    return env;
  }

  private static @Nullable EnvValue value(String name, Node node, Context context) {
    if (node instanceof Mapping mapping) {
      Form reference = REFERENCE.read(node, context);
      if (reference == null) {
        return null;
      }
      String variable = reference.get(FROM_ENV);
      if (variable == null) {
        // Anything that stands in it was refused with a problem of its own.
        return mapping.entries().isEmpty() ? context.wrong(node, EXPECTED) : null;
      }
      return EnvValue.ofVariable(variable);
    }
    if (!(node instanceof Scalar scalar) || scalar.type() == Scalar.Type.NOTHING) {
      return context.wrong(node, EXPECTED);
    }
    String text = Readers.anyText().read(node, context);
    if (text == null) {
      return null;
    }
    if (looksLikeKey(name, text)) {
      context.error(
          node.place(),
          "this looks like a literal key of " + text.length() + " characters",
          "keys are named, never written: put it into .env and write {fromEnv: " + name + "}");
      return null;
    }
    Templates.check(text, node.place(), context, Templates.all());
    return EnvValue.literal(text);
  }

  private static boolean looksLikeKey(String name, String text) {
    if (Shown.holdsKey(text)) {
      return true;
    }
    return SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).matches()
        && text.length() >= SHORTEST_KEY
        && text.matches("[A-Za-z0-9+/=_.:-]+")
        && bitsACharacter(text) >= LEAST_BITS_A_CHARACTER;
  }

  private static double bitsACharacter(String text) {
    double bits = 0;
    for (int c : text.chars().distinct().toArray()) {
      double share = text.chars().filter(other -> other == c).count() / (double) text.length();
      bits -= share * Math.log(share) / Math.log(2);
    }
    return bits;
  }
}
