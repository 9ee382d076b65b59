package dev.reveille.cli.gateway;

import dev.reveille.cli.data.DataFolder;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.up.DrillProviders;
import dev.reveille.cli.up.Stop;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.Access;
import dev.reveille.gateway.Gateway;
import dev.reveille.gateway.GatewayOptions;
import dev.reveille.gateway.Grant;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.problem.Problem;
import dev.reveille.starter.files.settings.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code gateway}: serves one agent, outside any schedule, and tells in the end what it saw. */
public final class GatewayAlone {
  /** Enough for days of one agent, in a few megabytes. */
  private static final int MOST_CALLS = 10_000;

  private static final String NAME = "gateway";

  private final Session session;
  private final Console console;
  private final GatewayCall call;
  private final ModelPin pin;
  private final Map<String, Provider> declared;
  private final CallBook book = new CallBook(MOST_CALLS);

  private GatewayAlone(
      Session session, GatewayCall call, ModelPin pin, Map<String, Provider> declared) {
    this.session = session;
    this.console = session.console();
    this.call = call;
    this.pin = pin;
    this.declared = declared;
  }

  /**
   * Serves until a signal or the command's end. Returns the exit code: 1 where the pin is not
   * proven, or the command failed.
   */
  public static int run(Session session, GatewayCall call) throws Exception {
    Map<String, Provider> declared = providers(session);
    return new GatewayAlone(session, call, PinFlags.read(call, declared), declared).serve();
  }

  /** Wrong job files are no matter here, and none need be there. */
  private static Map<String, Provider> providers(Session session) {
    FolderReading reading = session.reading();
    Predicate<Problem> ofJobs = problem -> problem.file().split("/", 2)[0].equals("jobs");
    List<Problem> errors = reading.errors().stream().filter(ofJobs.negate()).toList();
    errors.forEach(problem -> session.console().note(problem.text()));
    if (!errors.isEmpty()) {
      throw Failure.usage("the folder's settings have errors; nothing was started");
    }
    return reading.settings().providers();
  }

  private int serve() throws Exception {
    Secrets secrets = Secrets.read(session.folder(), session.here().environment());
    requireKeys(secrets);
    Instant began = Instant.now();
    try (Stop stop = call.command().isEmpty() ? Stop.onSignals() : Stop.onSignalsButInterrupt();
        Drills drills = new Drills(session.data(), console);
        Gateway gateway =
            Gateway.start(
                GatewayOptions.defaults().port(call.port()),
                book,
                name -> secrets.find(name).orElse(null),
                Clock.systemUTC())) {
      Access access = gateway.open(grant(began, drills.placed(ours())));
      Integer exit = call.command().isEmpty() ? await(access, stop) : run(access, stop);
      gateway.revoke(access.token());
      return new EvidenceReport(console, pin, book.evidence()).tell(began, exit);
    } catch (InterruptedException e) {
      // Told to end while it was still starting.
      return 0;
    }
  }

  private Map<String, Provider> ours() {
    Map<String, Provider> ours = new LinkedHashMap<>();
    Stream.concat(Stream.of(pin.model()), pin.substitutes().stream())
        .map(ModelRef::provider)
        .forEach(name -> ours.put(name, provider(name)));
    return ours;
  }

  private Provider provider(String name) {
    Provider provider = declared.get(name);
    if (provider == null) {
      throw new IllegalStateException("the flags were read against these providers: " + name);
    }
    return provider;
  }

  private void requireKeys(Secrets secrets) {
    for (Provider provider : ours().values()) {
      String variable = provider.keyEnv();
      if (variable != null && secrets.find(variable).filter(key -> !key.isBlank()).isEmpty()) {
        throw Failure.usage(
            "the provider "
                + provider.name()
                + " has no key (expected: "
                + variable
                + " in the environment, or in the file .env beside reveille.yaml)");
      }
    }
  }

  private Grant grant(Instant began, Map<String, Provider> placed) {
    RunKey key = new RunKey(NAME, began.toString());
    return new Grant(key, 1, NAME, began, pin, placed.values());
  }

  private Map<String, String> variables(Access access) {
    String provider = pin.model().provider();
    return AgentEnvironment.variables(
        provider(provider), access.baseUrl(provider), access.token(), pin.model().model());
  }

  private @Nullable Integer await(Access access, Stop stop) {
    console.tell(
        "gateway for one agent, pinned to "
            + pin.model()
            + ", at "
            + access.baseUrl(pin.model().provider()));
    console.tell("Paste this into the terminal where the agent is started:");
    variables(access)
        .forEach((name, value) -> console.tell("  " + AgentEnvironment.export(name, value)));
    console.tell("Ctrl-C ends the gateway, and prints what it saw.");
    stop.started();
    stop.await();
    return null;
  }

  private Integer run(Access access, Stop stop) {
    Map<String, String> environment =
        AgentEnvironment.with(variables(access), session.here().environment(), declared.values());
    Errand errand =
        Errand.start(call.command(), environment, session.here().directory(), console.json());
    stop.started();
    errand.onEnd(stop::end);
    stop.await();
    return errand.end();
  }

  /** The scripted providers that the pin needs, in a folder of their own while they last. */
  private static final class Drills implements AutoCloseable {
    private final DataFolder data;
    private final Console console;
    private @Nullable Path folder;
    private @Nullable DrillProviders started;

    Drills(DataFolder data, Console console) {
      this.data = data;
      this.console = console;
    }

    Map<String, Provider> placed(Map<String, Provider> providers)
        throws IOException, InterruptedException {
      if (providers.values().stream().noneMatch(Provider::drill)) {
        return providers;
      }
      Path made = Files.createTempDirectory(data.create().path(), "drill-gateway-");
      folder = made;
      DrillProviders drills = DrillProviders.in(made, console);
      started = drills;
      return drills.placed(providers);
    }

    @Override
    public void close() throws IOException {
      DrillProviders drills = started;
      if (drills != null) {
        drills.close();
      }
      Path made = folder;
      if (made != null) {
        try (Stream<Path> files = Files.walk(made)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
          }
        }
      }
    }
  }
}
