package dev.reveille.cli.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.cli.session.Failure;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelPin.Policy;
import dev.reveille.domain.job.ModelPin.Unverified;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.settings.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the pin from the command line, against the providers of the folder. */
final class PinFlags {
  private final Map<String, Provider> providers;

  private PinFlags(Map<String, Provider> providers) {
    this.providers = providers;
  }

  /**
   * @throws Failure naming the flag, when one cannot be meant
   */
  static ModelPin read(GatewayCall call, Map<String, Provider> providers) {
    if (providers.isEmpty()) {
      throw Failure.usage(
          "reveille.yaml names no provider (expected: one under `providers:`, such as openai: {api:"
              + " openai, baseUrl: https://api.openai.com/v1, keyEnv: OPENAI_API_KEY})");
    }
    return new PinFlags(providers).pin(call);
  }

  private ModelPin pin(GatewayCall call) {
    ModelRef model = model(call.pin(), call.provider());
    List<ModelRef> substitutes = new ArrayList<>();
    for (String each : call.substitutes()) {
      substitutes.add(substitute(each, model));
    }
    return new ModelPin(
        model,
        substitutes.isEmpty() ? Policy.STRICT : Policy.SUBSTITUTES,
        substitutes,
        locks(call.locks()),
        unverified(call.unverified()),
        Set.of(),
        ModelPin.PATIENCE);
  }

  /** With a provider given, all of the pin is the model's id, unless it names that provider too. */
  private ModelRef model(String pin, @Nullable String provider) {
    if (provider != null) {
      known("--provider", provider);
      String own = provider + "/";
      return ref("--pin", provider, pin.startsWith(own) ? pin.substring(own.length()) : pin);
    }
    int slash = pin.indexOf('/');
    if (slash > 0) {
      String named = pin.substring(0, slash);
      known("--pin", named);
      return ref("--pin", named, pin.substring(slash + 1));
    }
    if (providers.size() > 1) {
      throw Failure.usage(
          "--pin: '"
              + pin
              + "' names no provider (expected: provider/model, or --provider with one of: "
              + names()
              + ")");
    }
    return ref("--pin", names(), pin);
  }

  /** One that begins with no provider's name is another model of the pin's provider. */
  private ModelRef substitute(String text, ModelRef pin) {
    int slash = text.indexOf('/');
    boolean named = slash > 0 && providers.containsKey(text.substring(0, slash));
    ModelRef substitute =
        named
            ? ref("--substitute", text.substring(0, slash), text.substring(slash + 1))
            : ref("--substitute", pin.provider(), text);
    Provider.Api expected = known("--pin", pin.provider()).api();
    Provider.Api found = known("--substitute", substitute.provider()).api();
    if (found != expected) {
      throw Failure.usage(
          "--substitute: "
              + substitute
              + " speaks the "
              + found.word()
              + " dialect (expected: "
              + expected.word()
              + ", as the pin's provider does)");
    }
    return substitute;
  }

  private static ModelRef ref(String flag, String provider, String model) {
    if (model.isBlank()) {
      throw Failure.usage(flag + ": it names no model (expected: MODEL, or PROVIDER/MODEL)");
    }
    return new ModelRef(provider, model);
  }

  private Provider known(String flag, String name) {
    Provider provider = providers.get(name);
    if (provider == null) {
      throw Failure.usage(
          flag
              + ": reveille.yaml has no provider '"
              + name
              + "' (expected: one of: "
              + names()
              + ")");
    }
    return provider;
  }

  private String names() {
    return String.join(", ", new TreeSet<>(providers.keySet()));
  }

  private static Map<String, JsonNode> locks(List<String> typed) {
    Map<String, JsonNode> locks = new LinkedHashMap<>();
    for (String each : typed) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw Failure.usage(
            "--lock: '" + each + "' (expected: NAME=VALUE, such as reasoning_effort=low)");
      }
      locks.put(each.substring(0, equals), value(each.substring(equals + 1)));
    }
    return locks;
  }

  /** What is JSON is taken as such, so that {@code temperature=0} is a number; the rest is text. */
  private static JsonNode value(String text) {
    try {
      JsonNode value =
          Json.mapper()
              .reader()
              .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readTree(text);
      return value.isMissingNode() ? TextNode.valueOf(text) : value;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  private static Unverified unverified(String word) {
    for (Unverified each : Unverified.values()) {
      if (each.word().equals(word.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw Failure.usage("--unverified: '" + word + "' (expected: fail or warn)");
  }
}
