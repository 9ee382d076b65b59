package dev.reveille.agent.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiResponsesChatModel;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.settings.Settings;
import dev.reveille.agent.settings.Surroundings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models of the provider, in its dialect. None of them tries a request twice: the gateway in
 * front of a provider waits and repeats, and two that do so would multiply.
 */
public final class Models {
  /** A gateway may hold a request for as long as the job has patience. */
  private static final Duration READ = Duration.ofHours(2);

  private static final int ANTHROPIC_OUTPUT_TOKENS = 8192;

  private final Surroundings surroundings;
  private final Map<String, ChatModel> made = new ConcurrentHashMap<>();

  public Models(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The model of that id. Thread-safe; asks nobody yet. */
  public ChatModel named(String id) {
    return made.computeIfAbsent(id, this::make);
  }

  private ChatModel make(String id) {
    if (surroundings.api() == Surroundings.Api.ANTHROPIC) {
      return anthropic(id);
    }
    return surroundings.settings().openAi() == Settings.OpenAi.RESPONSES ? responses(id) : chat(id);
  }

  private ChatModel chat(String id) {
    OpenAiChatModel.OpenAiChatModelBuilder builder =
        OpenAiChatModel.builder()
            .httpClientBuilder(http())
            .baseUrl(surroundings.baseUrl())
            .apiKey(surroundings.token())
            .modelName(id)
            .timeout(READ)
            .maxRetries(0)
            .customParameters(parameters());
    if (outputTokens() > 0) {
      builder.maxCompletionTokens(outputTokens());
    }
    return builder.build();
  }

  private ChatModel responses(String id) {
    OpenAiResponsesChatModel.Builder builder =
        OpenAiResponsesChatModel.builder()
            .httpClientBuilder(http())
            .baseUrl(surroundings.baseUrl())
            .apiKey(surroundings.token())
            .modelName(id)
            .store(false);
    Map<String, JsonNode> told = surroundings.parameters();
    JsonNode effort = told.getOrDefault("reasoning_effort", told.get("reasoning.effort"));
    if (effort != null) {
      builder.reasoningEffort(effort.asText());
    }
    JsonNode temperature = told.get("temperature");
    if (temperature != null) {
      builder.temperature(temperature.asDouble());
    }
    JsonNode topP = told.get("top_p");
    if (topP != null) {
      builder.topP(topP.asDouble());
    }
    if (outputTokens() > 0) {
      builder.maxOutputTokens(outputTokens());
    }
    return builder.build();
  }

  private ChatModel anthropic(String id) {
    Map<String, Object> parameters = parameters();
    Object locked = parameters.remove("max_tokens");
    int most = outputTokens() > 0 ? outputTokens() : ANTHROPIC_OUTPUT_TOKENS;
    return AnthropicChatModel.builder()
        .httpClientBuilder(http())
        .baseUrl(surroundings.baseUrl())
        .apiKey(surroundings.token())
        .modelName(id)
        .maxTokens(locked instanceof Number number ? number.intValue() : most)
        .timeout(READ)
        .maxRetries(0)
        .customParameters(parameters)
        .build();
  }

  private int outputTokens() {
    return surroundings.settings().limits().outputTokens();
  }

  private Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    surroundings
        .parameters()
        .forEach(
            (name, value) ->
                nest(parameters, name, Json.mapper().convertValue(value, Object.class)));
    return parameters;
  }

  /** {@code reasoning.effort} is a field inside another. */
  private static void nest(Map<String, Object> parameters, String name, Object value) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      parameters.put(name, value);
      return;
    }
    Object inner = parameters.computeIfAbsent(name.substring(0, dot), key -> new HashMap<>());
    if (inner instanceof Map<?, ?>) {
      @SuppressWarnings("unchecked")
      Map<String, Object> map = (Map<String, Object>) inner;
      nest(map, name.substring(dot + 1), value);
    }
  }

  private static HttpClientBuilder http() {
    return JdkHttpClient.builder()
        .httpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1))
        .connectTimeout(Duration.ofSeconds(30))
        .readTimeout(READ);
  }
}
