package dev.reveille.activities.place;

import dev.reveille.activities.agents.AgentStore;
import dev.reveille.activities.isolation.IsolationException;
import dev.reveille.activities.isolation.Isolator;
import dev.reveille.activities.isolation.SpawnPlan;
import dev.reveille.activities.place.Workspaces.Workspace;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.runner.BootException;
import dev.reveille.activities.runner.Place;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.Access;
import dev.reveille.gateway.Door;
import dev.reveille.gateway.Grant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes ready what an attempt needs before its program starts: a folder, access to the gateway, the
 * program with its environment, and the isolation round it. Blocks for some file look-ups.
 */
public final class Places {
  private final Host host;

  public Places(Host host) {
    this.host = host;
  }

  /** Why the turn must wait for the login that it shares with others; empty where it need not. */
  public Optional<String> loginTaken(JobDefinition definition) {
    ModelPin pin = definition.pin();
    Provider provider = pin == null ? null : host.providers().get(pin.model().provider());
    return provider == null
        ? Optional.empty()
        : Login.taken(provider, definition.agent(), host.secrets());
  }

  /**
   * Makes a place. Whoever gets it closes it once the program is dead.
   *
   * @throws BootException naming the field and the remedy; nothing is left behind then
   */
  public Prepared prepare(
      JobDefinition definition, RunKey key, int attempt, Instant due, Duration waited)
      throws BootException {
    return prepare(definition, key, attempt, due, waited, host.gateway()::open);
  }

  /**
   * Makes a place for an agent of a shared session, which outlives the turn: closing the place ends
   * the turn's access, and nothing of the session.
   *
   * @param door the address of all its turns
   */
  public Prepared prepare(
      JobDefinition definition, RunKey key, int attempt, Instant due, Duration waited, Door door)
      throws BootException {
    return prepare(definition, key, attempt, due, waited, door::open);
  }

  private Prepared prepare(
      JobDefinition definition,
      RunKey key,
      int attempt,
      Instant due,
      Duration waited,
      Function<Grant, Access> opening)
      throws BootException {
    List<Provider> providers = providers(definition.pin());
    Provider provider = providers.isEmpty() ? null : providers.get(0);
    Login login =
        provider == null
            ? null
            : Login.take(provider, definition.agent(), key.workflowId(), host.secrets())
                .orElse(null);
    Taken taken = new Taken(host, definition, login);
    try {
      Workspace workspace = taken.workspace(opened(definition, key, attempt));
      Access access = access(definition, key, attempt, due, waited, providers, login, opening);
      return prepare(definition, key, workspace, provider, taken.access(access), login, taken);
    } catch (IsolationException | AgentStore.NotInstalled e) {
      taken.close(true);
      throw new BootException(String.valueOf(e.getMessage()), false, null, e);
    } catch (IOException e) {
      taken.close(true);
      throw new BootException("the run's place cannot be made: " + e.getMessage(), true, null, e);
    } catch (BootException | RuntimeException e) {
      taken.close(true);
      throw e;
    }
  }

  private Prepared prepare(
      JobDefinition definition,
      RunKey key,
      Workspace workspace,
      @Nullable Provider provider,
      @Nullable Access access,
      @Nullable Login login,
      Prepared.Closing closing)
      throws BootException, IsolationException, AgentStore.NotInstalled, IOException {
    boolean command = definition.payload().kind() == Payload.Kind.COMMAND;
    Isolator isolator =
        command
            ? host.isolations().forCommand(definition.isolation().kind())
            : host.isolations().forAgent(definition.isolation().kind());
    ModelPin pin = definition.pin();
    Reached reached = reached(definition, isolator, access, provider);
    SpawnPlans plans = new SpawnPlans(host, definition, key, workspace.path(), reached, login);
    SpawnPlan plan = plans.plan();
    Callable<Launch> probe =
        plans
            .probe(plan)
            .<Callable<Launch>>map(other -> () -> isolator.prepare(other))
            .orElse(null);
    Place place =
        new Place(
            definition,
            isolator.prepare(plan),
            plan.directory().toString(),
            workspace.path(),
            pin == null ? null : pin.model().model(),
            probe);
    return new Prepared(
        place,
        plan,
        isolator.kind(),
        host.isolations().shortfall(),
        command ? null : host.isolations().node(plan).orElse(null),
        login != null,
        closing);
  }

  private @Nullable Reached reached(
      JobDefinition definition,
      Isolator isolator,
      @Nullable Access access,
      @Nullable Provider provider) {
    ModelPin pin = definition.pin();
    return access == null || pin == null || provider == null
        ? null
        : new Reached(
            isolator.gateway(definition.network().kind(), host.gateway().address()),
            access.path(pin.model().provider()),
            access.token(),
            pin.model().model(),
            provider.api());
  }

  /** An address for all turns of a shared session's agent. */
  public Door door() {
    return host.gateway().door();
  }

  /** What is kept of shared sessions. */
  public SessionFolders sessions() {
    return host.workspaces().sessions();
  }

  /**
   * Lets a turn in behind its session's door, and says how its agent would be started now: the
   * agent that is there can take the turn only if that is how it was started.
   *
   * @param started bare id of the model that it was started with
   */
  public Admitted admit(
      JobDefinition definition,
      RunKey key,
      int attempt,
      Instant due,
      Duration waited,
      Door door,
      String started)
      throws BootException {
    List<Provider> providers = providers(definition.pin());
    Taken taken = new Taken(host, definition, null);
    try {
      Workspace workspace = taken.workspace(opened(definition, key, attempt));
      Access access =
          taken.access(access(definition, key, attempt, due, waited, providers, null, door::open));
      Isolator isolator = host.isolations().forAgent(definition.isolation().kind());
      Reached reached =
          reached(definition, isolator, access, providers.isEmpty() ? null : providers.get(0));
      Reached asStarted = reached == null ? null : reached.asking(started);
      SpawnPlan plan =
          new SpawnPlans(host, definition, key, workspace.path(), asStarted, null).plan();
      return new Admitted(
          plan, workspace.path(), isolator.kind(), host.isolations().shortfall(), taken);
    } catch (IsolationException | AgentStore.NotInstalled e) {
      taken.close(true);
      throw new BootException(String.valueOf(e.getMessage()), false, null, e);
    } catch (BootException | RuntimeException e) {
      taken.close(true);
      throw e;
    }
  }

  /**
   * A turn that is let in.
   *
   * @param plan how its agent would be started
   * @param closing ends its access
   */
  public record Admitted(
      SpawnPlan plan,
      Path workspace,
      Isolation.Kind isolation,
      Optional<String> shortfall,
      Prepared.Closing closing) {}

  /**
   * A program of the user's own beside a run, isolated as a command payload is.
   *
   * @param field where the user wrote the command
   * @param facts variables that it is given beside the job's own
   * @throws BootException naming the field and the remedy
   */
  public Launch beside(
      JobDefinition definition,
      RunKey key,
      Path workspace,
      List<String> command,
      String field,
      Map<String, String> facts)
      throws BootException, IOException {
    try {
      Isolator isolator = host.isolations().forCommand(definition.isolation().kind());
      return isolator.prepare(
          new SpawnPlans(host, definition, key, workspace, null, null)
              .beside(command, field, facts));
    } catch (IsolationException e) {
      throw new BootException(String.valueOf(e.getMessage()), false, null, e);
    }
  }

  /** The folder that an attempt worked in; it may be gone. */
  public Path workspace(JobDefinition definition, RunKey key, int attempt) {
    return host.workspaces().path(definition, key, attempt);
  }

  /**
   * Gives up the folder of an attempt that was kept for the check of its work.
   *
   * @param good whether the check was content, on which the keeping of the folder may depend
   */
  public void close(JobDefinition definition, RunKey key, int attempt, boolean good) {
    boolean fresh = Workspaces.isFresh(definition);
    host.workspaces()
        .close(new Workspace(workspace(definition, key, attempt), fresh), definition.keep(), good);
  }

  private Workspace opened(JobDefinition definition, RunKey key, int attempt) throws BootException {
    try {
      return host.workspaces().open(definition, key, attempt);
    } catch (IOException e) {
      throw new BootException("the run's folder cannot be made: " + e.getMessage(), true, null, e);
    }
  }

  /** The pinned model's provider first, then those of its substitutes. */
  private List<Provider> providers(@Nullable ModelPin pin) throws BootException {
    List<Provider> providers = new ArrayList<>();
    for (String name : pin == null ? List.<String>of() : providerNames(pin)) {
      Provider provider = host.providers().get(name);
      if (provider == null) {
        throw new BootException(
            "provider '"
                + name
                + "' is not among this worker's providers; add it to reveille.yaml and start the"
                + " worker again",
            false,
            null,
            null);
      }
      providers.add(provider);
    }
    return providers;
  }

  private static List<String> providerNames(ModelPin pin) {
    return Stream.concat(Stream.of(pin.model()), pin.substitutes().stream())
        .map(ModelRef::provider)
        .distinct()
        .toList();
  }

  private @Nullable Access access(
      JobDefinition definition,
      RunKey key,
      int attempt,
      Instant due,
      Duration waited,
      List<Provider> providers,
      @Nullable Login login,
      Function<Grant, Access> opening) {
    ModelPin pin = definition.pin();
    if (pin == null) {
      return null;
    }
    List<String> hosts = new ArrayList<>(definition.network().allow());
    if (login != null) {
      hosts.addAll(login.hosts());
    }
    return opening.apply(
        new Grant(
            key,
            attempt,
            definition.id(),
            due,
            pin.patience(pin.patience().minus(waited)),
            providers,
            hosts));
  }
}
