package dev.reveille.gateway;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelPin.Trouble;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider;
import dev.reveille.domain.settings.Provider.Api;
import dev.reveille.domain.settings.Provider.Auth;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A gateway between one run and a scripted provider that is known under three names. */
final class GatewayFixture implements AutoCloseable {
  static final RunKey RUN = new RunKey("nightly-2026-11-21T09:00:00Z", "run-1");
  static final String OPENAI_KEY = "sk-openai-1234567890";
  static final String ANTHROPIC_KEY = "sk-ant-1234567890";

  static final String MODEL = "gpt-5.4-nano";
  static final Instant DUE = Instant.parse("2026-11-21T09:00:00Z");

  final DrillProvider provider;
  final Calls calls = new Calls();
  final Map<String, String> environment =
      new ConcurrentHashMap<>(Map.of("OPENAI_KEY", OPENAI_KEY, "ANTHROPIC_KEY", ANTHROPIC_KEY));

  /** Asked at each call. */
  volatile Function<String, @Nullable String> keys = environment::get;

  final Gateway gateway;
  Access access;
  final HttpClient agent = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  GatewayFixture() throws IOException {
    this(GatewayOptions.defaults());
  }

  GatewayFixture(GatewayOptions options) throws IOException {
    this(options, Clock.systemUTC());
  }

  GatewayFixture(GatewayOptions options, Clock clock) throws IOException {
    provider = DrillProvider.start(ProviderScript.pleasant());
    gateway = Gateway.start(options, calls, variable -> keys.apply(variable), clock);
    access = open(RUN, 1);
  }

  Access open(RunKey run, int attempt) {
    return open(run, attempt, ModelPin.strict(new ModelRef("openai", MODEL)));
  }

  /** From now on the run is pinned to this provider's model. */
  void pin(String provider) {
    pin(ModelPin.strict(new ModelRef(provider, MODEL)));
  }

  /** As {@link #pin}, and its requests are not held back for a moment. */
  void impatient(String provider) {
    pin(patient(ModelPin.strict(new ModelRef(provider, MODEL)), Duration.ZERO));
  }

  static ModelPin patient(ModelPin pin, Duration patience) {
    return new ModelPin(
        pin.model(),
        pin.policy(),
        pin.substitutes(),
        pin.lock(),
        pin.unverified(),
        pin.on(),
        patience);
  }

  void pin(ModelPin pin) {
    access = open(RUN, 1, pin);
  }

  Access open(RunKey run, int attempt, ModelPin pin) {
    return gateway.open(new Grant(run, attempt, "nightly", DUE, pin, providers()));
  }

  List<Provider> providers() {
    URI bare = URI.create(provider.address());
    return List.of(
        provider("openai", Api.OPENAI, bare.resolve("/v1"), "OPENAI_KEY", Auth.KEY),
        provider("anthropic", Api.ANTHROPIC, bare, "ANTHROPIC_KEY", Auth.KEY),
        provider("longlived", Api.ANTHROPIC, bare, "ANTHROPIC_KEY", Auth.BEARER),
        provider("keyless", Api.OPENAI, bare.resolve("/v1"), "NO_SUCH_KEY", Auth.KEY),
        provider("elsewhere", Api.OPENAI, URI.create("http://127.0.0.1:1"), null, Auth.KEY));
  }

  static Provider provider(String name, Api api, URI baseUrl, @Nullable String keyEnv, Auth auth) {
    return new Provider(
        name,
        api,
        baseUrl,
        keyEnv,
        auth,
        null,
        false,
        0,
        Map.of(),
        null,
        Provider.Rate.UNLIMITED,
        Map.of());
  }

  static ModelPin substitutes(Set<Trouble> on, String... models) {
    return new ModelPin(
        new ModelRef("openai", MODEL),
        ModelPin.Policy.SUBSTITUTES,
        List.of(models).stream().map(ModelRef::parse).toList(),
        Map.of(),
        ModelPin.Unverified.FAIL,
        on,
        ModelPin.PATIENCE);
  }

  URI at(String provider, String path) {
    return URI.create(access.baseUrl(provider) + path);
  }

  static String ask(String model, boolean stream) {
    return """
        {"stream": %s, "model": "%s", "max_tokens": 99, "messages": [{"role": "user", "content": "tune the plan"}],
         "input": "tune the plan", "stream_options": {"include_usage": true}}"""
        .formatted(stream, model);
  }

  HttpRequest.Builder post(URI uri, String body) {
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return agent.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<InputStream> open(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return agent.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  @Override
  public void close() {
    gateway.close();
    provider.close();
  }
}
