package dev.reveille.domain.settings;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model provider as the gateway is told of it; never part of a job's snapshot.
 *
 * @param baseUrl where requests go; null for a drill, whose address is known once started
 * @param keyEnv environment variable of the worker that holds the key; null for none
 * @param auth how the key is sent: the dialect's own way, or as a bearer token
 * @param keyFrom {@code agent} passes the agent's own login through; null otherwise
 * @param drill a scripted provider that {@code up} starts itself
 * @param maxConcurrent most requests under way at once; 0 means no limit of ours
 * @param aliases model ids that are answered as one of the listed ids
 * @param rate most requests and tokens a minute, over all models
 * @param modelRates the same for single models, by their bare ids
 * @param prices of single models, by their bare ids
 * @param via the kind of gateway behind baseUrl, such as {@code litellm}; null for a real provider
 */
public record Provider(
    String name,
    Api api,
    @Nullable URI baseUrl,
    @Nullable String keyEnv,
    Auth auth,
    @Nullable String keyFrom,
    boolean drill,
    int maxConcurrent,
    Map<String, List<String>> aliases,
    @Nullable String via,
    Rate rate,
    Map<String, Rate> modelRates,
    Map<String, ModelPrice> prices) {
  private static final Pattern DATE = Pattern.compile("[-@]20\\d\\d-?[01]\\d-?[0-3]\\d");

  /** A provider whose prices nobody has written down. */
  public Provider(
      String name,
      Api api,
      @Nullable URI baseUrl,
      @Nullable String keyEnv,
      Auth auth,
      @Nullable String keyFrom,
      boolean drill,
      int maxConcurrent,
      Map<String, List<String>> aliases,
      @Nullable String via,
      Rate rate,
      Map<String, Rate> modelRates) {
    this(
        name,
        api,
        baseUrl,
        keyEnv,
        auth,
        keyFrom,
        drill,
        maxConcurrent,
        aliases,
        via,
        rate,
        modelRates,
        Map.of());
  }

  /**
   * What may be sent a minute; 0 means no limit of ours.
   *
   * @param tokens input and output together, as the provider counts them
   */
  public record Rate(int requests, long tokens) {
    public static final Rate UNLIMITED = new Rate(0, 0);

    public Rate {
      if (requests < 0 || tokens < 0) {
        throw new IllegalArgumentException(
            "rate: " + requests + " requests, " + tokens + " tokens a minute (expected: >= 0)");
      }
    }
  }

  /** The dialect a provider speaks. */
  public enum Api {
    OPENAI,
    ANTHROPIC;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  /** How the key is sent. */
  public enum Auth {
    KEY,
    BEARER;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  public Provider {
    requireNonNull(name, "name is null");
    requireNonNull(api, "api is null");
    requireNonNull(auth, "auth is null");
    aliases = Map.copyOf(aliases);
    requireNonNull(rate, "rate is null");
    modelRates = Map.copyOf(modelRates);
    prices = Map.copyOf(prices);
    if (maxConcurrent < 0) {
      throw new IllegalArgumentException("maxConcurrent: " + maxConcurrent + " (expected: >= 0)");
    }
    if (!drill && baseUrl == null) {
      throw new IllegalArgumentException("providers." + name + ": expected a baseUrl");
    }
  }

  /** The same provider at an address, for one that was started after the settings were read. */
  public Provider at(URI address) {
    return new Provider(
        name,
        api,
        address,
        keyEnv,
        auth,
        keyFrom,
        drill,
        maxConcurrent,
        aliases,
        via,
        rate,
        modelRates,
        prices);
  }

  /** The price of a model, or of the one that it is when the date behind its name is left out. */
  public Optional<ModelPrice> price(String model) {
    ModelPrice exact = prices.get(model);
    return exact != null
        ? Optional.of(exact)
        : prices.entrySet().stream()
            .filter(entry -> model.startsWith(entry.getKey()))
            .filter(entry -> DATE.matcher(model.substring(entry.getKey().length())).matches())
            .map(Map.Entry::getValue)
            .findFirst();
  }
}
