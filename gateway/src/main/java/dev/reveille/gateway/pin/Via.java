package dev.reveille.gateway.pin;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What kind of gateway stands behind a provider's address, and which of its headers tell who
 * answered: LiteLLM's body may name the group that was asked, whoever answered.
 */
enum Via {
  /** A real provider: the body tells. */
  NONE,
  /** Tells in the body's {@code model}, as a real provider does. */
  OPENROUTER,
  /** Leaves the body as the provider wrote it; that it did is told by its headers. */
  PORTKEY,
  LITELLM;

  private static final String LITELLM_NAME = "x-litellm-model-name";
  private static final String LITELLM_GROUP = "x-litellm-model-group";
  private static final String LITELLM_FALLBACKS = "x-litellm-attempted-fallbacks";

  /**
   * @param model the one that answered by the headers' word; null where only the body tells
   * @param unknown the headers cannot tell, so that the body proves nothing
   */
  record Told(@Nullable String model, boolean unknown) {
    static final Told BY_BODY = new Told(null, false);
    static final Told UNKNOWN = new Told(null, true);
  }

  /** An unknown word means that nothing can be told; validation has refused it before. */
  static @Nullable Via of(@Nullable String word) {
    if (word == null) {
      return NONE;
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "litellm" -> LITELLM;
      case "openrouter" -> OPENROUTER;
      case "portkey" -> PORTKEY;
      default -> null;
    };
  }

  /**
   * @param asked the model that was asked of it
   * @param accepted whether a name means that model
   */
  Told read(String asked, Predicate<String> accepted, UnaryOperator<@Nullable String> header) {
    return switch (this) {
      case NONE, OPENROUTER -> Told.BY_BODY;
      case PORTKEY ->
          header.apply("x-portkey-last-used-option-index") == null
                  && header.apply("x-portkey-provider") == null
              ? Told.UNKNOWN
              : Told.BY_BODY;
      case LITELLM -> litellm(asked, accepted, header);
    };
  }

  private static Told litellm(
      String asked, Predicate<String> accepted, UnaryOperator<@Nullable String> header) {
    String name = header.apply(LITELLM_NAME);
    String group = header.apply(LITELLM_GROUP);
    if (name == null && group == null) {
      return Told.UNKNOWN;
    }
    String bare = name == null ? null : name.substring(name.indexOf('/') + 1);
    if (group != null && !group.equals(asked)) {
      return new Told(bare == null || accepted.test(bare) ? group : bare, false);
    }
    String fallbacks = header.apply(LITELLM_FALLBACKS);
    if (fallbacks != null && !fallbacks.strip().equals("0")) {
      return Told.UNKNOWN;
    }
    if (bare == null) {
      return Told.BY_BODY;
    }
    return new Told(accepted.test(name) ? name : bare, false);
  }
}
