package dev.reveille.starter.files.settings;

import dev.reveille.domain.Nearest;
import dev.reveille.domain.Words;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.settings.Channel;
import dev.reveille.domain.settings.ModelPrice;
import dev.reveille.domain.settings.Provider;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.layer.AlertFields;
import dev.reveille.starter.files.layer.ModelNames;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code reveille.yaml}. A folder without one has settings too: none declared. */
public final class SettingsReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

  private final Path folder;
  private final Context root;
  private final Map<String, Provider> providers = new LinkedHashMap<>();
  private final Map<String, AgentProfile> agents = new LinkedHashMap<>();
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Map<String, Form> profiles = new LinkedHashMap<>();
  private final TreeSet<String> providerNames = new TreeSet<>();
  private final TreeSet<String> agentNames = new TreeSet<>(KnownAgents.NAMES);
  private final TreeSet<String> channelNames = new TreeSet<>();

  private SettingsReader(Path folder, Problems problems) {
    this.folder = folder;
    this.root = new Context(problems, "");
  }

  /** Reads the settings of a folder, given by its absolute path. */
  public static SettingsReading read(Path folder, Optional<Node> file, Problems problems) {
    return new SettingsReader(folder, problems).read(file);
  }

  /** Whether a profile, provider or channel may be called so. */
  private boolean isName(String name, Place place, Context context) {
    boolean good = NAME.matcher(name).matches();
    if (!good) {
      context.error(
          place,
          Shown.quoted(name) + " cannot be a name",
          "use up to 63 letters, digits, dots, hyphens and underscores");
    }
    return good;
  }

  private SettingsReading read(Optional<Node> file) {
    KnownAgents.NAMES.forEach(name -> agents.put(name, KnownAgents.asShipped(name)));
    Form form = file.map(node -> root.read(SettingsFields.ROOT, node)).orElse(null);
    Form defaults = null;
    String owner = null;
    OptionalInt seats = OptionalInt.empty();
    Duration sessionIdle = null;
    Duration retention = null;
    Duration probes = FolderSettings.PROBES;
    if (form != null) {
      owner = form.get(SettingsFields.OWNER);
      entries(form.get(SettingsFields.PROVIDERS), root.in("providers"), this::provider);
      entries(form.get(SettingsFields.AGENTS), root.in("agents"), this::agent);
      entries(form.get(SettingsFields.CHANNELS), root.in("alerts"), this::channel);
      defaults = form.get(SettingsFields.DEFAULTS_FIELD);
      Form limits = form.get(SettingsFields.LIMITS_FIELD);
      Long most = limits == null ? null : limits.get(SettingsFields.SEATS);
      seats = most == null ? OptionalInt.empty() : OptionalInt.of(most.intValue());
      sessionIdle = limits == null ? null : limits.get(SettingsFields.SESSION_IDLE);
      Form probing = form.get(SettingsFields.PROBES_FIELD);
      if (probing != null) {
        boolean on = probing.get(SettingsFields.PROBES_ENABLED, true);
        probes = on ? probing.get(SettingsFields.PROBE_EVERY, FolderSettings.PROBES) : null;
      }
      retention = limits == null ? null : limits.get(SettingsFields.RETENTION);
    }
    ModelNames models = new ModelNames(providerNames);
    Context inDefaults = root.in("defaults");
    Node model = defaults == null ? null : defaults.get(SettingsFields.MODEL);
    ModelRef defaultModel = model == null ? null : inDefaults.in("model").read(models::read, model);
    if (defaults != null) {
      AlertFields.check(defaults, channelNames, inDefaults);
    }
    profiles.forEach(
        (name, profile) -> AlertFields.check(profile, channelNames, root.in("agents").in(name)));
    FolderSettings settings =
        new FolderSettings(
            folder,
            owner == null ? folderName() : owner,
            providers,
            agents,
            channels,
            defaultAgent(defaults, inDefaults),
            seats,
            Optional.ofNullable(sessionIdle),
            Optional.ofNullable(retention),
            Optional.ofNullable(probes),
            form == null ? null : form.get(SettingsFields.PING));
    return new SettingsReading(
        settings,
        defaults,
        defaultModel,
        model != null,
        profiles,
        models,
        agentNames,
        channelNames);
  }

  private interface EntryReader {
    void read(String name, Mapping.Entry entry, Context context);
  }

  private void entries(@Nullable Node node, Context context, EntryReader reader) {
    if (node == null || node.isBroken()) {
      return;
    }
    if (!(node instanceof Mapping mapping)) {
      context.wrong(node, "a mapping from names to their settings");
      return;
    }
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              if (isName(name, entry.keyPlace(), context)) {
                reader.read(name, entry, context.in(name));
              }
            });
  }

  private void provider(String name, Mapping.Entry entry, Context context) {
    providerNames.add(name);
    Form form = context.read(SettingsFields.PROVIDER, entry.value());
    if (form == null) {
      return;
    }
    boolean drill = form.get(SettingsFields.PROVIDER_KIND) != null;
    Provider.Api api = form.get(SettingsFields.API);
    if (api == null && drill && !form.has(SettingsFields.API)) {
      api = Provider.Api.OPENAI;
    }
    if (api == null && !form.has(SettingsFields.API)) {
      context.error(entry.keyPlace(), "api is missing", "write api: openai or api: anthropic");
    }
    if (!drill && !form.has(SettingsFields.BASE_URL) && !form.has(SettingsFields.PROVIDER_KIND)) {
      context.error(
          entry.keyPlace(),
          "baseUrl is missing",
          "write baseUrl: https://api.openai.com/v1 or wherever its requests go");
    }
    if (drill && form.has(SettingsFields.BASE_URL)) {
      context
          .in("baseUrl")
          .error(
              form.keyPlaceOf(SettingsFields.BASE_URL),
              "a drill provider is started by up itself, at an address of its own",
              "remove baseUrl, or remove kind: drill");
    }
    if (api == null || (!drill && form.get(SettingsFields.BASE_URL) == null)) {
      return;
    }
    Map<String, List<String>> aliases = form.get(SettingsFields.ALIASES, Map.of());
    aliases.keySet().stream()
        .filter(asked -> asked.startsWith(name + "/"))
        .forEach(
            asked ->
                context
                    .in("aliases")
                    .warning(
                        form.placeOf(SettingsFields.ALIASES),
                        Shown.quoted(asked) + " begins with the provider's own name",
                        "write the bare model id, as the agent asks for it: "
                            + asked.substring(name.length() + 1)));
    SettingsFields.Via via = form.get(SettingsFields.VIA);
    providers.put(
        name,
        new Provider(
            name,
            api,
            form.get(SettingsFields.BASE_URL),
            form.get(SettingsFields.KEY_ENV),
            form.get(SettingsFields.AUTH, Provider.Auth.KEY),
            form.get(SettingsFields.KEY_FROM) == null ? null : "agent",
            drill,
            form.get(SettingsFields.MAX_CONCURRENT, 0L).intValue(),
            aliases,
            via == null ? null : Words.camel(via),
            rate(form),
            modelRates(name, form, context.in("models")),
            prices(form, context.in("models"))));
  }

  private static Provider.Rate rate(Form form) {
    return new Provider.Rate(
        form.get(SettingsFields.REQUESTS_PER_MINUTE, 0L).intValue(),
        form.get(SettingsFields.TOKENS_PER_MINUTE, 0L));
  }

  private static Map<String, Provider.Rate> modelRates(
      String provider, Form form, Context context) {
    Map<String, Provider.Rate> rates = new LinkedHashMap<>();
    form.get(SettingsFields.MODELS, Map.of())
        .forEach(
            (model, rate) -> {
              if (model.startsWith(provider + "/")) {
                context.warning(
                    form.placeOf(SettingsFields.MODELS),
                    Shown.quoted(model) + " begins with the provider's own name",
                    "write the bare model id, as the agent asks for it: "
                        + model.substring(provider.length() + 1));
              }
              rates.put(model, rate(rate));
            });
    return rates;
  }

  private static Map<String, ModelPrice> prices(Form form, Context context) {
    Map<String, ModelPrice> prices = new LinkedHashMap<>();
    form.get(SettingsFields.MODELS, Map.of())
        .forEach(
            (model, settings) -> {
              Form price = settings.get(SettingsFields.PRICE);
              if (price == null) {
                return;
              }
              for (Field<Double> half :
                  List.of(SettingsFields.INPUT_PRICE, SettingsFields.OUTPUT_PRICE)) {
                if (!price.has(half)) {
                  context
                      .in(model)
                      .in("price")
                      .error(
                          price.place(),
                          half.name() + " is missing",
                          "write the price of a million tokens of each: {input: 0.05, output: 0.40}");
                }
              }
              Double in = price.get(SettingsFields.INPUT_PRICE);
              Double out = price.get(SettingsFields.OUTPUT_PRICE);
              if (in != null && out != null) {
                prices.put(model, new ModelPrice(BigDecimal.valueOf(in), BigDecimal.valueOf(out)));
              }
            });
    return prices;
  }

  private void agent(String name, Mapping.Entry entry, Context context) {
    agentNames.add(name);
    Form form = context.read(SettingsFields.PROFILE, entry.value());
    if (form == null) {
      return;
    }
    profiles.put(name, form);
    AgentProfile profile = Profiles.read(name, entry.keyPlace(), form, context);
    if (profile != null) {
      agents.put(name, profile);
    }
  }

  private void channel(String name, Mapping.Entry entry, Context context) {
    channelNames.add(name);
    Channel channel =
        entry.value().isBroken() ? null : Channels.read(name, entry.value(), folder, context);
    if (channel != null) {
      channels.put(name, channel);
    }
  }

  private @Nullable String defaultAgent(@Nullable Form defaults, Context context) {
    String name = defaults == null ? null : defaults.get(SettingsFields.AGENT);
    if (defaults == null || name == null) {
      return null;
    }
    if (!agentNames.contains(name)) {
      context
          .in("agent")
          .error(
              defaults.placeOf(SettingsFields.AGENT),
              "no agent is called " + Shown.quoted(name),
              Nearest.question(name, agentNames, "known here: " + String.join(", ", agentNames)));
      return null;
    }
    return name;
  }

  private String folderName() {
    Path name = folder.getFileName();
    return name == null ? "root" : name.toString();
  }
}
