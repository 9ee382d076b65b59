package dev.reveille.starter.files.settings;

import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.Ping;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.settings.Provider;
import dev.reveille.domain.settings.Retention;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.layer.LayerFields;
import dev.reveille.starter.files.layer.Moments;
import dev.reveille.starter.files.layer.PingReader;
import dev.reveille.starter.files.layer.Templates;
import dev.reveille.starter.files.tree.Node;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The fields of {@code reveille.yaml}. */
public final class SettingsFields {
  static final String KEYS_ARE_NAMED =
      "keys are named, never written: put it into .env and write keyEnv: NAME";

  // providers
  static final Field<ProviderKind> PROVIDER_KIND =
      Field.of("kind", Readers.choice(ProviderKind.class));
  static final Field<Provider.Api> API = Field.of("api", Readers.choice(Provider.Api.class));
  static final Field<URI> BASE_URL =
      Field.of("baseUrl", new BaseUrlReader("https://api.openai.com/v1"));
  static final Field<String> KEY_ENV = Field.of("keyEnv", Readers.variable());
  static final Field<Provider.Auth> AUTH = Field.of("auth", Readers.choice(Provider.Auth.class));
  static final Field<KeyFrom> KEY_FROM = Field.of("keyFrom", Readers.choice(KeyFrom.class));
  static final Field<Long> MAX_CONCURRENT = Field.of("maxConcurrent", Readers.whole(1, 100_000));
  static final Field<Long> REQUESTS_PER_MINUTE =
      Field.of("requestsPerMinute", Readers.whole(1, 100_000));
  static final Field<Long> TOKENS_PER_MINUTE =
      Field.of("tokensPerMinute", Readers.whole(1, 1_000_000_000_000L));
  static final Field<Double> INPUT_PRICE = Field.of("input", Readers.decimal(0, 1_000_000));
  static final Field<Double> OUTPUT_PRICE = Field.of("output", Readers.decimal(0, 1_000_000));
  static final Field<Form> PRICE = Field.of("price", Shape.of(INPUT_PRICE, OUTPUT_PRICE));
  static final Field<Map<String, Form>> MODELS =
      Field.of("models", Readers.mapOf(Shape.of(REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE, PRICE)));
  static final Field<Map<String, List<String>>> ALIASES =
      Field.of("aliases", Readers.mapOf(Readers.someOf(Readers.line(200))));
  static final Field<Via> VIA = Field.of("via", Readers.choice(Via.class));
  static final Shape PROVIDER =
      Shape.of(PROVIDER_KIND, API, BASE_URL, KEY_ENV, AUTH, KEY_FROM, MAX_CONCURRENT, ALIASES, VIA)
          .and(REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE, MODELS)
          .butFor("apiKey", KEYS_ARE_NAMED)
          .butFor("key", KEYS_ARE_NAMED)
          .butFor("token", KEYS_ARE_NAMED);

  // agents
  static final Field<String> VERSION =
      Field.of("version", (node, context) -> Readers.line(100).read(node, context));
  static final Field<AgentProfile.Protocol> PROTOCOL =
      Field.of("protocol", Readers.choice(AgentProfile.Protocol.class));
  static final Field<List<String>> COMMAND =
      Field.of("command", Readers.someOf(Templates.agentText()));
  static final Field<String> READY_LINE = Field.of("line", Readers.line(1000));
  static final Field<String> READY_FILE = Field.of("file", Readers.line(1000));
  static final Field<List<String>> READY_PROBE =
      Field.of("probe", Readers.someOf(Templates.agentText()));
  static final Field<Form> READY = Field.of("ready", Shape.of(READY_LINE, READY_FILE, READY_PROBE));
  static final Shape PROFILE = LayerFields.SHAPE.and(VERSION, PROTOCOL, COMMAND, READY);

  // defaults
  public static final Field<String> AGENT = Field.of("agent", Readers.line(100));
  public static final Field<Node> MODEL = Field.of("model", written());
  public static final Field<ZoneId> TZ = Field.of("tz", Moments.zone());
  public static final Field<Stagger> STAGGER = Field.of("stagger", Moments.stagger());
  public static final Field<Overlap> OVERLAP = Field.of("overlap", Readers.choice(Overlap.class));
  public static final Field<Duration> CATCHUP =
      Field.of("catchup", Readers.duration(Duration.ofSeconds(10), Duration.ofDays(365)));
  public static final Field<Duration> PATIENCE =
      Field.of("patience", Readers.duration(Duration.ZERO, LayerFields.LONGEST_RUN));
  static final Shape DEFAULTS =
      LayerFields.SHAPE.and(AGENT, MODEL, TZ, STAGGER, OVERLAP, CATCHUP, PATIENCE);

  // limits
  static final Field<Long> SEATS = Field.of("seats", Readers.whole(1, 1000));
  static final Field<Duration> RETENTION =
      Field.of("retention", Readers.duration(Retention.LEAST, Duration.ofDays(3660)));
  static final Field<Duration> SESSION_IDLE =
      Field.of("sessionIdle", Readers.duration(Duration.ZERO, Duration.ofDays(7)));
  static final Shape LIMITS = Shape.of(SEATS, SESSION_IDLE, RETENTION);

  // probes
  static final Field<Duration> PROBE_EVERY =
      Field.of("every", Readers.duration(Duration.ofMinutes(10), Duration.ofDays(31)));
  static final Field<Boolean> PROBES_ENABLED = Field.of("enabled", Readers.yesNo());
  static final Shape PROBES = Shape.of(PROBE_EVERY, PROBES_ENABLED);

  // reveille.yaml
  static final Field<String> OWNER = Field.of("owner", Readers.line(100));
  static final Field<Node> PROVIDERS = Field.of("providers", written());
  static final Field<Node> AGENTS = Field.of("agents", written());
  static final Field<Form> DEFAULTS_FIELD = Field.of("defaults", DEFAULTS);
  static final Field<Node> CHANNELS = Field.of("alerts", written());
  static final Field<Ping> PING = Field.of("ping", new PingReader());
  static final Field<Form> LIMITS_FIELD = Field.of("limits", LIMITS);
  static final Field<Form> PROBES_FIELD = Field.of("probes", PROBES);
  static final Shape ROOT =
      Shape.of(OWNER, PROVIDERS, AGENTS, DEFAULTS_FIELD, CHANNELS, PING, LIMITS_FIELD)
          .and(PROBES_FIELD)
          .butFor("jobs", "jobs stand in files of the folder jobs/");

  private SettingsFields() {}

  /** The only kind a provider may name; without it, it is a real one. */
  enum ProviderKind {
    DRILL
  }

  /** The gateways whose own word on the answering model is understood. */
  enum Via {
    LITELLM,
    OPENROUTER,
    PORTKEY
  }

  /** Where else a key may come from. */
  enum KeyFrom {
    AGENT
  }

  /** What was written, for the code that needs more than the value to judge it. */
  private static Reader<Node> written() {
    return (node, context) -> node;
  }
}
