package dev.reveille.activities.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.settings.Channel;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A channel's fields as its sender needs them. Secrets are looked up for each notice anew, so that
 * a mended {@code .env} helps at the next try.
 *
 * @param environment the value of a variable, or null
 */
record ChannelFields(Channel channel, UnaryOperator<@Nullable String> environment) {
  @Nullable String optional(String field) {
    JsonNode value = channel.options().get(field);
    return value == null || value.isNull() ? null : value.asText();
  }

  String text(String field) {
    String value = optional(field);
    if (value == null) {
      throw new IllegalStateException("channel " + channel.name() + " has no " + field);
    }
    return value;
  }

  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    JsonNode value = channel.options().get(field);
    if (value != null) {
      value.forEach(each -> texts.add(each.asText()));
    }
    return texts;
  }

  int number(String field, int otherwise) {
    JsonNode value = channel.options().get(field);
    return value == null ? otherwise : value.asInt(otherwise);
  }

  boolean allowPrivate() {
    JsonNode value = channel.options().get("allowPrivate");
    return value != null && value.asBoolean();
  }

  /** The value of the variable that a field names; null where the field is not written. */
  @Nullable String secret(String field) throws Undelivered {
    String variable = optional(field);
    if (variable == null) {
      return null;
    }
    String value = environment.apply(variable);
    if (value == null || value.isBlank()) {
      throw Undelivered.forNow(
          variable
              + " is not set: put it into .env beside reveille.yaml, or into the environment of"
              + " whoever sends");
    }
    return value.strip();
  }

  String neededSecret(String field) throws Undelivered {
    String value = secret(field);
    if (value == null) {
      throw new IllegalStateException("channel " + channel.name() + " has no " + field);
    }
    return value;
  }

  /** The address that {@code urlEnv} or {@code url} gives. */
  URI address() throws Undelivered {
    String secret = secret("urlEnv");
    return secret == null ? URI.create(text("url")) : address(secret, text("urlEnv"));
  }

  /** What cannot be an address is not quoted: it may be a secret all the same. */
  static URI address(String value, String variable) throws Undelivered {
    try {
      return new URI(value);
    } catch (URISyntaxException notQuoted) {
      throw Undelivered.forNow(
          "the value of " + variable + " is no address (expected: https://host/path)");
    }
  }
}
